import {
  type Device,
  type NewDevice,
  standardTerminal,
  type Terminal,
  type TerminalSettings,
} from '@lianqin/shared/device'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'

type Facts = Pick<NewDevice, 'protocol' | 'name' | 'terminal'>

/** So long a new terminal may take to be built in; after that nobody is bound by its number alone. */
const ENROL_WITHIN_MS = 24 * 3600_000
const LABEL_MOST = 30

const NUMBER = /^[0-9a-f]{1,20}$/
/** A terminal's number as it is compared: headers fill it up with zeros in front. */
const bare = (number: string) => number.toLowerCase().replace(/^0+(?=.)/, '')

/** A new device as its protocol wants it: a terminal by its bare number and with its settings, others without any. */
export function settled({ protocol, name, terminal }: Facts, now: Moment): Pick<Device, 'name' | 'terminal'> {
  if (protocol !== 'jt808') {
    if (terminal) throw new Problem('device.terminal-unfit')
    return { name, terminal: null }
  }
  const number = bare(name)
  if (!NUMBER.test(number)) throw new Problem('device.terminal-unfit')
  return { name: number, terminal: mayRegister({ ...standardTerminal, ...terminal }, now) }
}

/** The settings of a terminal with what is new; of anything else there is nothing to set. */
export function changedTerminal(device: Device, to: TerminalSettings | undefined, now: Moment): Terminal | null {
  if (to && !device.terminal) throw new Problem('device.terminal-unfit')
  const set = device.terminal && { ...device.terminal, ...to }
  return set && to?.label !== undefined ? mayRegister(set, now) : set
}

/** From now on, for a while, whatever calls with its number may bind its label; one whose label is known needs no such time. */
export const mayRegister = (terminal: Terminal, now: Moment): Terminal => ({
  ...terminal,
  enrolBy: terminal.label === null ? toMoment(Date.parse(now) + ENROL_WITHIN_MS) : null,
})

/** What stands on the label of a terminal, as it is kept. */
export const labelOf = (terminalId: string): string => terminalId.slice(0, LABEL_MOST).toWellFormed()

/** Whether what registers over the line is the one that is meant: by its label, or as the first one within its time. */
export function isMeant({ terminal, state }: Device, label: string, now: number): boolean {
  if (!terminal || state !== 'active' || label === '') return false
  if (terminal.label !== null) return terminal.label === label
  return terminal.enrolBy !== null && now < Date.parse(terminal.enrolBy)
}
