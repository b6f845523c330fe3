// The tables once more, written from the specification and not from the machines: `state move to: who`.
const DESK = 'dispatcher shift-lead'
export const SPECIFIED = {
  incident: [
    `reported file filed: ${DESK}`,
    `reported reject rejected: ${DESK}`,
    ...['reported', 'filed', 'dispatched', 'suspended', 'reopened'].map((state) => `${state} void void: ${DESK}`),
    `void unmerge reopened: ${DESK}`,
    ...['filed', 'dispatched', 'reopened'].flatMap((state) => [
      `${state} extend ${state}: clock`,
      `${state} suspend suspended: clock`,
      `${state} raise ${state}: ${DESK}`,
    ]),
    `suspended takeUp filed: ${DESK} clock`,
    ...['filed', 'dispatched', 'suspended', 'handled', 'reopened'].map((state) => `${state} forceClose closed: clock`),
    'filed dispatch dispatched: clock',
    'reopened dispatch dispatched: clock',
    'dispatched handle handled: clock',
    'handled resume dispatched: clock',
    `handled close closed: ${DESK}`,
    'closed reopen reopened: shift-lead centre-head',
    'rejected reopen reopened: shift-lead centre-head',
  ],
  task: [
    'open offer offered: clock',
    'offered free open: clock',
    'offered accept accepted: clock',
    'accepted unacknowledge accepted: clock',
    'accepted depart en-route: squad-leader',
    'accepted arrive on-scene: squad-leader',
    'en-route arrive on-scene: squad-leader',
    'on-scene finish handled: squad-leader',
    ...['accepted', 'en-route', 'on-scene'].map((state) => `${state} sendBack sent-back: squad-leader`),
    `handled rework on-scene: ${DESK}`,
    'handled passOn called-off: clock',
    `handled check checked: ${DESK} clock`,
    ...['open', 'offered', 'accepted', 'en-route', 'on-scene'].map(
      (state) => `${state} callOff called-off: ${DESK} clock`,
    ),
    ...['accepted', 'en-route', 'on-scene'].map((state) => `${state} recall called-off: ${DESK}`),
  ],
  offer: ['made', 'delivered', 'seen'].flatMap((state) => [
    ...(state === 'made' ? ['made deliver delivered: squad-leader'] : []),
    ...(state === 'seen' ? [] : [`${state} see seen: squad-leader`]),
    `${state} accept accepted: squad-leader`,
    `${state} decline declined: squad-leader`,
    `${state} lapse lapsed: clock`,
    `${state} withdraw withdrawn: ${DESK} clock`,
    `${state} remind ${state}: ${DESK} clock`,
    `${state} widen ${state}: clock`,
    `${state} narrow ${state}: clock`,
  ]),
  alarm: [
    `raised own owned: ${DESK} centre-head`,
    `owned release raised: ${DESK} centre-head clock`,
    `owned clear cleared: ${DESK} centre-head`,
    'raised escalate raised: clock',
    'owned handOver owned: clock',
    'raised resolve cleared: clock',
    'owned resolve cleared: clock',
  ],
  approval: ['asked grant granted: shift-lead centre-head', 'asked refuse refused: shift-lead centre-head'],
  supervision: [
    'issued acknowledge acknowledged: squad-leader',
    'issued answer answered: squad-leader',
    'acknowledged answer answered: squad-leader',
    'issued overrun issued: clock',
    'acknowledged overrun acknowledged: clock',
    'answered close closed: shift-lead centre-head',
    'answered again issued: shift-lead centre-head',
    ...['issued', 'acknowledged', 'answered'].map((state) => `${state} withdraw withdrawn: shift-lead centre-head`),
  ],
  squad: [
    'off-duty sign-on on-duty: squad-leader dispatcher shift-lead',
    'on-duty recount on-duty: clock',
    'on-duty sign-off off-duty: squad-leader dispatcher shift-lead',
  ],
} as const

/** To which state the specification leads, by state, move and role; nothing where it forbids. */
export function destinations(lines: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const line of lines) {
    const [step = '', who = ''] = line.split(': ')
    const [state, move, to = ''] = step.split(' ')
    for (const role of who.split(' ')) found.set(`${state} ${move} ${role}`, to)
  }
  return found
}
