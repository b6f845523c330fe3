import type { Device } from '@lianqin/shared/device'
import { createBucket, type Rate } from './bucket.ts'
import type { DeviceBook, KnownDevice } from './device-book.ts'
import { answerTo, askAgain, generalAnswer, registerAnswer } from './jt808-answer.codec.ts'
import { AHEAD_MS } from './jt808-draft.codec.ts'
import { createDeframer, type Dialect } from './jt808-frame.codec.ts'
import { type Frame, readFrame, terminalNames } from './jt808-header.codec.ts'
import { readMessage, type TerminalMessage } from './jt808-message.codec.ts'
import { createAssembler } from './jt808-parts.codec.ts'
import type { Registration } from './jt808-session.codec.ts'
import type { Reception } from './reception.ts'
import { type Fault, NO_ALARMS } from './report.ts'
import { hashOf } from './secret.ts'

/** GUARANTEES 5: so many broken frames within a minute, or bytes that belong to none, and the line is closed and kept out. */
const BAD_MOST = 10
const NOISE_MOST = 4096
/** Whole messages of somebody unknown: as many, and the line is closed; but who is not registered yet may call again. */
const STRANGE_MOST = 10
/** A part is a fraction of a message: a long one comes in up to 64. */
const PART_WEIGHT = 1 / 8
const MINUTE_MS = 60_000

export interface Needs {
  book: DeviceBook
  reception: Reception
  clock: () => number
  rate: Rate
  /** Where the line comes from. */
  source: string
  say: (answer: Uint8Array) => void
  hangUp: () => void
  /** The line is closed for what it sent, and whose it is stays out for a while. */
  banish: () => void
  /** Gives a terminal that registers a new code; null if it is not the one that is meant by its number, or not now. */
  enrol: (device: KnownDevice, registration: Registration) => Promise<string | null>
  /** The line is that terminal's from now on, and no other one is; false if that terminal is kept out. */
  admitted: (id: Device['id']) => boolean
}

/** The platform's side of one terminal's line: bytes in, answers out, and positions to the reception. */
export interface TerminalLine {
  /** Milliseconds to wait before more is read; a promise while a registration is under way. */
  feed: (piece: Uint8Array) => number | Promise<number>
}

interface State {
  needs: Needs
  deviceId: Device['id'] | null
  serial: number
  /** The number that the line's terminal writes in its headers. */
  terminal: string
  bad: number
  /** When the last broken frame came. */
  badAt: number
  strange: number
  /** Bytes since the last frame that belonged to none. */
  noise: number
  /** Messages since the rate was last looked at. */
  spent: number
  isOver: boolean
}

export function createTerminalLine(needs: Needs): TerminalLine {
  const deframer = createDeframer()
  const assembler = createAssembler()
  const bucket = createBucket(needs.rate, needs.clock)
  const state = fresh(needs)

  function read(bytes: Uint8Array): Frame | null {
    const strict = readFrame(bytes, deframer.dialect(), 'strict')
    if (strict.kind === 'sentence') return null
    const frame = strict.kind === 'fault' ? forgiven(needs.book, bytes, deframer.dialect(), strict) : strict
    if (frame.kind === 'fault') spoil(state, 1)
    return frame.kind === 'fault' ? null : frame
  }

  function hear(bytes: Uint8Array): void | Promise<void> {
    const frame = read(bytes)
    if (!frame) {
      state.spent += 1
      return
    }
    const whole = assembler.take(frame, needs.clock())
    state.spent += whole.kind === 'frame' ? 1 : PART_WEIGHT
    if (whole.kind === 'frame') return hearMessage(state, whole)
    if (whole.kind === 'fault') spoil(state, 1)
    say(state, generalAnswer(frame, serialOf(state), whole.kind === 'fault' ? 'wrong' : 'done'))
    const missing = whole.kind === 'waiting' && frame.part === frame.parts ? assembler.missing() : null
    if (missing) say(state, askAgain(frame, serialOf(state), missing))
  }

  async function hearRest(first: Promise<void>, frames: readonly Uint8Array[]): Promise<void> {
    await first
    for (const frame of frames) if (!state.isOver) await hear(frame)
  }

  function spend(): number {
    const { spent } = state
    state.spent = 0
    return bucket.spend(spent)
  }

  return {
    feed(piece) {
      const { counted } = deframer
      const [spoilt, noise] = [counted.spoilt, counted.noise]
      const frames = deframer.feed(piece)
      state.noise = frames.length > 0 ? 0 : state.noise + counted.noise - noise
      spoil(state, counted.spoilt - spoilt + (counted.overflows > 0 || state.noise > NOISE_MOST ? BAD_MOST : 0))
      for (const [nth, frame] of frames.entries()) {
        if (state.isOver) break
        const busy = hear(frame)
        if (busy) return hearRest(busy, frames.slice(nth + 1)).then(spend)
      }
      return spend()
    },
  }
}

const fresh = (needs: Needs): State => ({
  needs,
  deviceId: null,
  terminal: '',
  serial: 0,
  bad: 0,
  badAt: 0,
  strange: 0,
  noise: 0,
  spent: 0,
  isOver: false,
})

/** A terminal that is known to get lengths or check bytes wrong is read as it is meant; nobody else. */
function forgiven(book: DeviceBook, bytes: Uint8Array, dialect: Dialect, fault: Fault): Frame | Fault {
  if (fault.code !== 'frame.length' && fault.code !== 'frame.check') return fault
  const frame = readFrame(bytes, dialect, 'lenient')
  if (frame.kind !== 'frame') return fault
  return book.terminal(terminalNames(frame.terminal))?.terminal?.lenient ? frame : fault
}

function spoil(state: State, count: number): void {
  if (count === 0 || state.isOver) return
  const now = state.needs.clock()
  state.bad = (now - state.badAt > MINUTE_MS ? 0 : state.bad) + count
  state.badAt = now
  if (state.bad < BAD_MOST) return
  state.isOver = true
  state.needs.banish()
}

function hangUp(state: State): void {
  state.isOver = true
  state.needs.hangUp()
}

const say = ({ needs }: State, answer: Uint8Array) => needs.say(answer)
function serialOf(state: State): number {
  state.serial = (state.serial + 1) & 0xffff
  return state.serial
}

function hearMessage(state: State, frame: Frame): void | Promise<void> {
  const { clock } = state.needs
  const named = namedIn(state, frame)
  const aheadMs = (named?.terminal?.aheadMinutes ?? AHEAD_MS / MINUTE_MS) * MINUTE_MS
  const message = readMessage(frame, { family: named?.terminal?.family ?? 'standard', aheadMs }, clock())
  if (message.kind === 'register') return register(state, frame, named, message)
  if (message.kind === 'authenticate') return authenticate(state, frame, named, message.code)
  const device = speaker(state, frame, named)
  if (!device) return refuse(state, frame, named)
  takeIn(state, device, message)
  const answer = answerTo(frame, message, serialOf(state), clock())
  if (answer) say(state, answer)
  if (message.kind === 'unregister') hangUp(state)
}

/** The active terminal with the number of a message. On its own line it is not looked for again and again. */
function namedIn({ needs, deviceId, terminal }: State, frame: Frame): KnownDevice | undefined {
  const own = deviceId !== null && terminal === frame.terminal ? needs.book.get(deviceId) : undefined
  return own?.state === 'active' ? own : needs.book.terminal(terminalNames(frame.terminal))
}

/** Whose line it is, if the message is in that terminal's name and the terminal is still welcome. */
function speaker(state: State, frame: Frame, named: KnownDevice | undefined): KnownDevice | null {
  if (!named) return null
  if (state.deviceId === null && named.terminal?.byNumber) admit(state, frame, named)
  return state.deviceId === named.id ? named : null
}

function admit(state: State, { terminal }: Frame, device: KnownDevice): void {
  if (state.deviceId !== device.id && !state.needs.admitted(device.id)) {
    hangUp(state)
    return
  }
  state.terminal = terminal
  state.deviceId = device.id
  state.needs.reception.heard(device)
}

/** Who is not admitted hears the same whether the number is known or not. */
function refuse(state: State, frame: Frame, named: KnownDevice | undefined): void {
  turnAway(state, frame, named)
  say(state, generalAnswer(frame, serialOf(state), 'failed'))
}

function turnAway(state: State, { terminal }: Frame, named: KnownDevice | undefined): void {
  const { reception, source } = state.needs
  if (named) reception.refuse(named, 'device.unknown')
  else reception.turnAway('jt808', { name: terminalNames(terminal)[0] ?? terminal, source })
  state.strange++
  if (state.strange >= STRANGE_MOST) hangUp(state)
}

async function register(state: State, frame: Frame, named: KnownDevice | undefined, said: Registration): Promise<void> {
  const code = named ? await state.needs.enrol(named, said) : null
  if (state.isOver) return
  if (named && code !== null) admit(state, frame, named)
  else turnAway(state, frame, named)
  say(state, registerAnswer(frame, serialOf(state), code === null ? 'terminalUnknown' : 'done', code ?? ''))
}

function authenticate(state: State, frame: Frame, named: KnownDevice | undefined, code: string): void {
  if (!named || hashOf(code) !== named.secretHash) {
    refuse(state, frame, named)
    return
  }
  admit(state, frame, named)
  say(state, generalAnswer(frame, serialOf(state), 'done'))
}

function takeIn({ needs }: State, device: KnownDevice, message: TerminalMessage): void {
  const { reception } = needs
  if (message.kind === 'fault') reception.refuse(device, 'device.unreadable')
  else if (message.kind !== 'reports') reception.heard(device)
  if (device.unitId === null) return
  if ((message.kind === 'status' || message.kind === 'heartbeat') && message.facts)
    reception.tell(device, device.unitId, { at: needs.clock(), alarms: NO_ALARMS, facts: message.facts })
  const reports = message.kind === 'reports' ? message.reports : message.kind === 'media' ? [message.report] : []
  for (const report of reports) if (report) reception.take(device, device.unitId, report)
}
