import { EventEmitter } from 'node:events'
import { openRedis } from './queue.ts'

/**
 * Between processes: a word without weight. `wake`: the log has grown, read it. `fixes`: newest positions, by their
 * places in the order of one generation, packed. `retire`: a person's rights have changed, or with a token's hash that one
 * session has ended. `line`: a terminal has called here, so that an older line of it is dead. Any of it may be lost;
 * whoever listens also looks for itself from time to time.
 */
export interface Topics {
  wake: null
  fixes: { from: string; generation: number; batch: string }
  retire: { personId: string; token: string | null }
  line: { from: string; deviceId: string; at: number }
}

export interface Bus {
  /** False where there is no other process to hear it. */
  isShared: boolean
  say: <T extends keyof Topics>(topic: T, word: Topics[T]) => void
  hear: <T extends keyof Topics>(topic: T, heard: (word: Topics[T]) => void) => void
  close: () => Promise<void>
}

/** One process: a call. */
export function localBus(): Bus {
  const emitter = new EventEmitter()
  return {
    isShared: false,
    say: (topic, word) => void emitter.emit(topic, word),
    hear: (topic, heard) => void emitter.on(topic, heard),
    close: async () => void emitter.removeAllListeners(),
  }
}

/** Several processes: Redis. One's own words are heard at once, and once more when they come back. */
export function redisBus(url: string, districtId: string, failed: (what: string, error: unknown) => void): Bus {
  const speaker = openRedis(url, failed)
  const listener = openRedis(url, failed)
  const local = localBus()
  // Pub/sub knows no database numbers: the address's own keeps two deployments on one Redis apart.
  const channel = (topic: string) => `lianqin${new URL(url).pathname}:${districtId}:${topic}`
  const topics: (keyof Topics)[] = ['wake', 'fixes', 'retire', 'line']
  listener.subscribe(...topics.map(channel)).catch((error) => failed('bus', error))
  listener.on('message', (from, text) => {
    const topic = topics.find((known) => channel(known) === from)
    if (topic) local.say(topic, JSON.parse(text))
  })
  return {
    isShared: true,
    // Here first: a right is withdrawn in this process whether or not Redis answers. Hearing it twice changes nothing.
    say: (topic, word) => {
      local.say(topic, word)
      if (speaker.status === 'ready')
        speaker.publish(channel(topic), JSON.stringify(word)).catch((error) => failed('bus', error))
    },
    hear: local.hear,
    close: async () => {
      speaker.disconnect()
      listener.disconnect()
      await local.close()
    },
  }
}
