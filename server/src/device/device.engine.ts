import { type Device, type NewDevice, standardTerminal, type Terminal } from '@lianqin/shared/device'
import { Problem } from '@lianqin/shared/wire/problem'

type Facts = Pick<NewDevice, 'protocol' | 'name' | 'terminal'>

const NUMBER = /^[0-9a-f]{1,20}$/
/** A terminal's number as it is compared: headers fill it up with zeros in front. */
const bare = (number: string) => number.toLowerCase().replace(/^0+(?=.)/, '')

/** A new device as its protocol wants it: a terminal by its bare number and with its settings, others without any. */
export function settled({ protocol, name, terminal }: Facts): Pick<Device, 'name' | 'terminal'> {
  if (protocol !== 'jt808') {
    if (terminal) throw new Problem('device.terminal-unfit')
    return { name, terminal: null }
  }
  const number = bare(name)
  if (!NUMBER.test(number)) throw new Problem('device.terminal-unfit')
  return { name: number, terminal: { ...standardTerminal, ...terminal } }
}

/** The settings of a terminal with what is new; of anything else there is nothing to set. */
export function changedTerminal(device: Device, to: Partial<Terminal> | undefined): Terminal | null {
  if (to && !device.terminal) throw new Problem('device.terminal-unfit')
  return device.terminal && { ...device.terminal, ...to }
}
