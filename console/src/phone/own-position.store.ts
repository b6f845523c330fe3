import type { FixReceipt, SendFixes, Unit } from '@lianqin/shared/unit'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import type { Place } from '@lianqin/shared/wire/place'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { commandKey, post } from '../kernel/http.ts'
import { isNetworkFault } from '../kernel/network-fault.ts'
import { serverNow } from '../kernel/time.ts'
import { locate } from './locate.ts'

/** Why no position goes out, or that one does. `unsent` has been read but not taken, for the reason beside it. */
export type Sharing = 'off' | 'asking' | 'sent' | 'denied' | 'unavailable' | 'insecure' | 'no-unit' | 'unsent'

/** Often enough for the map of the room, seldom enough for a battery. */
const EVERY_MS = 8_000
/** Readings nearer to each other than this are the same one, seen through a clock that was corrected meanwhile. */
const SAME_MS = 1_000

/** Readings kept while there is no network; they are sent together afterwards and enter the track. */
const KEPT_MOST = 500

/** This phone's own position: read and sent while the squad is on duty, and only then. */
export const useOwnPosition = defineStore('phone.position', () => {
  const sharing = ref<Sharing>('off')
  /** The code of the reason while `unsent`. */
  const why = ref('')
  const here = shallowRef<(Place & { headingDeg: number; at: Moment }) | null>(null)
  const sentAt = ref<Moment | null>(null)
  /** Each start has its own number: what an earlier one still finds out is not listened to. */
  let run = 0
  /** Not answered yet, oldest first. Each has a number of this page's own: sent twice, it is taken once. */
  let kept: SendFixes['fixes'] = []
  const device = commandKey()
  let seq = 0
  /** When the newest position that the server took was read. */
  let takenAt: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  async function once(unitId: Unit['id'], mine: number): Promise<void> {
    const found = await locate()
    if (mine !== run) return
    if (typeof found === 'string') {
      sharing.value = found
      return
    }
    // A receiver that has nothing newer repeats itself: the age of what was sent goes on growing, which is the truth.
    if (takenAt !== null && Math.abs(Date.parse(found.at) - takenAt) < SAME_MS) {
      sharing.value = 'sent'
      return
    }
    const { lon, lat } = found
    here.value = { lon, lat, headingDeg: found.headingDeg ?? here.value?.headingDeg ?? 0, at: found.at }
    kept = [...kept, { unitId, seq: ++seq, ...found }].slice(-KEPT_MOST)
    const body: SendFixes = { crs: 'wgs84', device, fixes: kept }
    try {
      const receipt = await post<FixReceipt>('/positions', body, { attempts: 1 })
      if (mine === run) hear(receipt, found.at)
    } catch (thrown) {
      if (mine !== run) return
      // A refusal is an answer: what it was about is not sent again.
      if (!isNetworkFault(thrown)) kept = []
      sharing.value = 'unsent'
      why.value = isNetworkFault(thrown) ? 'network' : 'server'
    }
  }

  /** What became of the newest; older ones only fill the track. */
  function hear({ refused }: FixReceipt, at: Moment): void {
    const refusal = refused.find(({ index }) => index === kept.length - 1)
    kept = []
    sharing.value = refusal ? 'unsent' : 'sent'
    why.value = refusal?.code ?? ''
    if (refusal) return
    takenAt = Date.parse(at)
    sentAt.value = toMoment(serverNow())
  }

  /** Starts, for this unit; a squad without a unit has nothing to send. */
  function start(unitId: Unit['id'] | undefined): void {
    stop()
    if (!unitId) {
      sharing.value = 'no-unit'
      return
    }
    sharing.value = 'asking'
    const mine = run
    const round = async () => {
      await once(unitId, mine)
      if (mine === run) timer = setTimeout(round, EVERY_MS)
    }
    void round()
  }

  /** Off duty nothing is read, and what was read is forgotten. */
  function stop(): void {
    run += 1
    clearTimeout(timer)
    sharing.value = 'off'
    why.value = ''
    here.value = null
    sentAt.value = null
    takenAt = null
    kept = []
  }

  return { sharing, why, here, sentAt, start, stop }
})
