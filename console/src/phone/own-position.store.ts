import type { FixReceipt, SendFixes, Unit } from '@lianqin/shared/unit'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import type { Place } from '@lianqin/shared/wire/place'
import { Problem } from '@lianqin/shared/wire/problem'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { post } from '../kernel/http.ts'
import { serverNow } from '../kernel/time.ts'
import { useSession } from '../person/session.store.ts'
import { createOutbox } from './fix-outbox.ts'
import type { KeptFix } from './kept-fixes.ts'
import { type Found, locate } from './locate.ts'
import { nextReadingMs, type Rest, restAt } from './own-position.rank.ts'

/** Why no position goes out, or that one does. `unsent` has been read but not taken, for the reason beside it. */
export type Sharing = 'off' | 'asking' | 'sent' | 'denied' | 'unavailable' | 'insecure' | 'no-unit' | 'unsent'

/** Readings nearer to each other than this are the same one, seen through a clock that was corrected meanwhile. */
const SAME_MS = 1_000

/**
 * This phone's own position: read while the squad is on duty, and only then. What was read is kept until the server has
 * answered for it: no network, a server that is busy or a session that has ended lose nothing.
 */
export const useOwnPosition = defineStore('phone.position', () => {
  const session = useSession()
  const outbox = createOutbox()
  const sharing = ref<Sharing>('off')
  /** The code of the reason while `unsent`. */
  const why = ref('')
  const here = shallowRef<(Place & { headingDeg: number; at: Moment }) | null>(null)
  const sentAt = ref<Moment | null>(null)
  /** Each start has its own number: what an earlier one still finds out is not listened to. */
  let run = 0
  /** When the newest position was read. */
  let readAt: number | null = null
  let rest: Rest | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The sending that is out: batches go one after the other, and never twice at once. */
  let out: Promise<void> | null = null

  async function read(unitId: Unit['id'], mine: number): Promise<void> {
    const found = await locate()
    if (mine !== run) return
    if (typeof found === 'string') sharing.value = found
    else note(unitId, found)
  }

  function note(unitId: Unit['id'], found: Found): void {
    const at = Date.parse(found.at)
    // A receiver that has nothing newer repeats itself: the age of what was sent goes on growing, which is the truth.
    if (readAt !== null && Math.abs(at - readAt) < SAME_MS) {
      if (outbox.unsent.value === 0 && sentAt.value) sharing.value = 'sent'
      return
    }
    readAt = at
    rest = restAt(rest, found, at)
    const { lon, lat } = found
    here.value = { lon, lat, headingDeg: found.headingDeg ?? here.value?.headingDeg ?? 0, at: found.at }
    outbox.add({ unitId, ...found })
  }

  /** All there is, oldest first; stops at the first batch that nobody answers for. Never throws. */
  function send(): Promise<void> {
    out ??= drain(run).finally(() => {
      out = null
    })
    return out
  }
  async function drain(mine: number): Promise<void> {
    while (mine === run && outbox.unsent.value > 0) {
      const { device, fixes } = outbox.batch()
      try {
        const body: SendFixes = { crs: 'wgs84', device, fixes }
        const receipt = await post<FixReceipt>('/positions', body, { attempts: 1 })
        outbox.answered(fixes)
        if (mine !== run) return
        if (outbox.unsent.value === 0) hear(receipt, fixes)
      } catch (thrown) {
        if (mine !== run) return
        const code = thrown instanceof Problem ? thrown.code : 'network'
        const goesOn = outbox.refused(fixes, code)
        sharing.value = 'unsent'
        why.value = code
        if (!goesOn) return
      }
    }
  }
  /** What became of the newest; older ones only fill the track. */
  function hear({ refused }: FixReceipt, sent: readonly KeptFix[]): void {
    const refusal = refused.find(({ index }) => index === sent.length - 1)
    sharing.value = refusal ? 'unsent' : 'sent'
    why.value = refusal?.code ?? ''
    if (!refusal) sentAt.value = toMoment(serverNow())
  }

  /** Starts, for this unit; a squad without a unit has nothing to send. */
  async function start(unitId: Unit['id'] | undefined): Promise<void> {
    stop()
    const personId = session.person?.id
    if (!unitId || !personId) {
      sharing.value = 'no-unit'
      return
    }
    sharing.value = 'asking'
    const mine = run
    await outbox.open(personId)
    const round = async () => {
      await read(unitId, mine)
      if (mine !== run) return
      void send()
      timer = setTimeout(round, nextReadingMs(rest, serverNow()))
    }
    if (mine !== run) return
    addEventListener('online', send)
    void round()
  }

  /** Nothing more is read or sent; what was kept waits for the next start. */
  function stop(): void {
    run += 1
    clearTimeout(timer)
    removeEventListener('online', send)
    sharing.value = 'off'
    why.value = ''
    here.value = null
    sentAt.value = null
    readAt = null
    rest = null
  }

  /** Off duty nothing is read, and what was read is forgotten; so it is when somebody signs out. */
  function forget(): void {
    stop()
    outbox.forget()
  }
  session.onSignOut(forget)

  const { unsent, lost } = outbox
  return { sharing, why, here, sentAt, unsent, lost, start, stop, forget, send }
})
