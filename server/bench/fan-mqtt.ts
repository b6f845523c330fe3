import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate, type Packet, parser } from 'mqtt-packet'

// As much of MQTT as the benches want: a broker of their own, whoever tells it something, and whoever hears it all.

/** A broker on loopback that keeps nothing and lets everybody in. */
export function startBroker(program: string, port: number): ChildProcess {
  const file = join(mkdtempSync(join(tmpdir(), 'lianqin-broker-')), 'mosquitto.conf')
  const settings = ['allow_anonymous true', 'persistence false', 'log_type none', 'user root', 'set_tcp_nodelay true']
  writeFileSync(file, [`listener ${port} 127.0.0.1`, ...settings, ''].join('\n'))
  return spawn(program, ['-c', file], { stdio: 'ignore' })
}

const TRIES = 100
const AGAIN_MS = 50

/** A line to the broker, once it lets one in. */
export async function openLine(port: number, clientId: string, heard: (packet: Packet) => void): Promise<Socket> {
  for (let tried = 0; ; tried++) {
    try {
      return await tryLine(port, clientId, heard)
    } catch (error) {
      if (tried === TRIES) throw error
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    }
  }
}

function tryLine(port: number, clientId: string, heard: (packet: Packet) => void): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const line = connect(port, '127.0.0.1')
    const reader = parser()
    line.setNoDelay(true)
    line.on('error', reject)
    line.on('data', (data) => typeof data === 'string' || reader.parse(data))
    line.on('connect', () => line.write(generate({ cmd: 'connect', clientId, clean: true, keepalive: 0 })))
    reader.on('packet', (packet) => {
      if (packet.cmd === 'connack') resolve(line)
      else heard(packet)
    })
  })
}

export const subscription = () => generate({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: '#', qos: 0 }] })

export const publication = (topic: string, payload: string) =>
  generate({ cmd: 'publish', topic, payload, qos: 0, dup: false, retain: false })
