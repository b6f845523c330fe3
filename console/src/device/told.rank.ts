import { alarmNames, type HeardDevice, toldFacts } from '@lianqin/shared/device'

/** The alarms that a device raised, the newest first; one that this console does not know yet is left out. */
export const raisedAlarms = ({ alarms }: Pick<HeardDevice, 'alarms'>) =>
  alarmNames
    .flatMap((name) => (alarms[name] ? [{ name, at: alarms[name] }] : []))
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))

/** What a device last said besides its place, what matters most first. */
export const factsOf = ({ told }: Pick<HeardDevice, 'told'>) =>
  toldFacts.flatMap((name) => {
    const value = told?.facts[name]
    return value === undefined ? [] : [{ name, value }]
  })
