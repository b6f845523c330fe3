import type { DeviceProtocol, KeptDoubt } from '@lianqin/shared/device'
import { LOST_AFTER_MS, type Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Metrics } from '../kernel/metrics.ts'
import type { Intake, Measured, Outcome } from '../unit/intake.ts'
import type { Leading } from '../unit/leading.engine.ts'
import { isDoubt } from '../unit/plausible.rank.ts'
import { createBuckets, STRANGER_RATE } from './bucket.ts'
import type { DeviceBook, KnownDevice } from './device-book.ts'
import type { Ledger, RefusedFor } from './ledger.ts'
import { createPresses } from './press.engine.ts'
import { callsForHelp, type Report, type Said } from './report.ts'
import { hashOf } from './secret.ts'

/** One for each device; beyond, they are hashed again. */
const SHOWN_MOST = 20_000
/** No finer is it told how far off a position lay. */
const ROUGHLY_M = 100
/** The last moment that a calendar of ours can hold. */
const LAST_AT = Date.UTC(2199, 11, 31)

export interface Reception {
  /** The active device of that protocol with one of these secrets; nobody is counted. */
  find: (protocol: DeviceProtocol, secrets: readonly (string | null)[]) => KnownDevice | null
  /** The active device of that protocol with one of these secrets. Otherwise whoever knocks is counted and refused. */
  known: (protocol: DeviceProtocol, secrets: readonly (string | null)[], who: Knocking) => KnownDevice
  /** Takes a position of a device in, and remembers what became of it. */
  take: (device: KnownDevice, unitId: Unit['id'], seen: Measured | Report) => Outcome
  /** A device says something that no position comes of, whatever it is. */
  heard: (device: KnownDevice) => void
  /** What a device of a unit says without a place. */
  tell: (device: KnownDevice, unitId: Unit['id'], said: Said) => void
  /** A call for help is answered only when its alarm is in the log: whoever sent it sends it again. @throws server.busy */
  written: (unitId: Unit['id']) => Promise<void>
  /** A message of a device that brought no position, and why. */
  refuse: (device: KnownDevice, why: RefusedFor) => void
  /** Another terminal with its number wanted to register, by what stands on its label. */
  called: (device: KnownDevice, label: string) => void
  turnAway: (protocol: DeviceProtocol, who: Knocking) => void
}

/** What a stranger gave as its name, and from where. */
export interface Knocking {
  name: string
  source: string
}

/** Where calls for help go. */
export interface Calls {
  /** Somebody of a unit calls for help, as measured at a moment in epoch milliseconds. */
  call: (unitId: Unit['id'], at: number) => void
  /** Whether all that a unit has called is in the log by now. */
  isWritten: (unitId: Unit['id']) => Promise<boolean>
}

interface Needs {
  book: DeviceBook
  intake: Intake
  ledger: Ledger
  metrics: Metrics
  leading: Leading
  clock: () => number
  distress: Calls
}

/** What all doors share: who is it, what becomes of its positions, and what is remembered of both. */
export function createReception({ book, intake, leading, ledger, metrics, clock, distress }: Needs): Reception {
  const presses = createPresses()
  /** Secrets that were shown and found true: nothing is hashed for every position. */
  const shown = new Map<string, KnownDevice>()
  // Whatever became of a device: what was true of its secret may not be so any more.
  book.onChange(() => shown.clear())
  const count = (protocol: DeviceProtocol, outcome: string) => metrics.devices.inc({ protocol, outcome })
  /** By where they come from: whoever is known is not held up by strangers behind the same address. */
  const knocks = createBuckets(STRANGER_RATE, clock)
  /** Whether it is one too many. */
  function isLoud(protocol: DeviceProtocol, source: string): boolean {
    if (knocks.take(source)) return false
    count(protocol, 'device.too-many')
    return true
  }
  function turnAway(protocol: DeviceProtocol, { name, source }: Knocking): void {
    count(protocol, 'device.unknown')
    ledger.stranger({ protocol, name, source })
  }
  /** Revoked ones too. */
  function lookUp(protocol: DeviceProtocol, secrets: readonly (string | null)[]): KnownDevice | null {
    for (const secret of secrets) {
      const device = secret ? bySecret(secret) : undefined
      if (device?.protocol === protocol) return device
    }
    return null
  }
  function bySecret(secret: string): KnownDevice | undefined {
    const known = shown.get(secret)
    if (known) return known
    const device = book.bySecret(hashOf(secret))
    if (device && shown.size >= SHOWN_MOST) shown.clear()
    if (device) shown.set(secret, device)
    return device
  }
  /** Only on duty: whatever the device says of a time off duty is nobody's business. */
  function hear(device: KnownDevice, unitId: Unit['id'], said: Said): void {
    if (!intake.isOnDuty(unitId)) return
    ledger.tell(device.id, said)
    // A clock that runs ahead must not make later presses look old.
    const at = Math.min(said.at, clock())
    const repeats = device.protocol === 'jt808'
    if (presses.isNew(device.id, { at, isPressed: callsForHelp(said), repeats })) distress.call(unitId, at)
  }
  return {
    turnAway(protocol, who) {
      if (!isLoud(protocol, who.source)) turnAway(protocol, who)
    },
    called: ({ id }, label) => ledger.called(id, label),
    heard: ({ id }) => ledger.heard(id),
    tell: hear,
    find(protocol, secrets) {
      const device = lookUp(protocol, secrets)
      return device?.state === 'active' ? device : null
    },
    known(protocol, secrets, who) {
      const device = lookUp(protocol, secrets)
      if (device?.state === 'active') return device
      if (isLoud(protocol, who.source)) throw new Problem('device.too-many')
      if (device) {
        count(protocol, 'device.revoked')
        ledger.note(device.id, 'device.revoked')
      } else turnAway(protocol, who)
      throw new Problem('device.unknown')
    },
    take(device, unitId, seen) {
      const outcome = intake.take(unitId, seen, device.crs)
      ledger.note(device.id, outcome)
      leading.heard(unitId, outcome)
      if (isDoubt(outcome))
        ledger.doubt(doubted(intake, { deviceId: device.id, unitId, code: outcome, crs: device.crs }, seen))
      if ('alarms' in seen && (outcome !== 'unit.off-duty' || isRecent(seen, clock()))) hear(device, unitId, seen)
      return outcome
    },
    async written(unitId) {
      if (!(await distress.isWritten(unitId))) throw new Problem('server.busy')
    },
    refuse(device, why) {
      count(device.protocol, why)
      ledger.note(device.id, why)
    },
  }
}

/** Just measured by a clock that is behind, rather than kept from before the duty. */
const isRecent = ({ at }: Measured, now: number) => now - at < LOST_AFTER_MS

/** Whose position it is that was not believed, and why. */
type Doubtful = Pick<KeptDoubt, 'deviceId' | 'unitId' | 'code' | 'crs'>

/** A position that was not believed, as it is kept: as it was sent, and roughly how far from the one before. */
export function doubted(
  { awayM }: Pick<Intake, 'awayM'>,
  whose: Doubtful,
  seen: Measured,
): Parameters<Ledger['doubt']>[0] {
  const { at, lon, lat, accuracyM } = seen
  const away = awayM(whose.unitId, seen, whose.crs)
  return {
    ...whose,
    at: toMoment(Math.min(Math.max(0, at), LAST_AT)),
    lon,
    lat,
    awayM: away === null ? null : Math.round(away / ROUGHLY_M) * ROUGHLY_M,
    accuracyM: accuracyM === null ? null : Math.min(accuracyM, 100_000),
  }
}
