import type { HeardDevice } from '@lianqin/shared/device'
import { age, ageMs } from '../kernel/time.ts'
import { factsOf, raisedAlarms } from './told.rank.ts'
import { toldText, type YesOrNo, yesOrNo } from './told.text.ts'

const isYesOrNo = (name: string): name is YesOrNo => yesOrNo.some((one) => one === name)

/** What a device last said besides its place, in words. */
export const factWords = (device: HeardDevice): string[] =>
  factsOf(device).flatMap(({ name, value }) => {
    const said = isYesOrNo(name)
      ? toldText(`fact.${name}.${value === true ? 'yes' : 'no'}`)
      : toldText(`fact.${name}`, { v: value })
    return said === '' ? [] : [said]
  })

/** The alarms that a device raised, in words, and how long ago each. */
export const alarmWords = (device: HeardDevice): string[] =>
  raisedAlarms(device).map(({ name, at }) =>
    toldText('alarm-age', { alarm: toldText(`alarm.${name}`), age: age(ageMs(at)) }),
  )
