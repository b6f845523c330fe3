import { randomUUID } from 'node:crypto'
import type { Incident } from '@lianqin/shared/incident'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { districtWith } from './district.kit.ts'
import { type Answer, aReport, GULIN, type Seat, until, useServer } from './kit.ts'
import { allAsked, asked, type File, isSettled, liveOffer, liveTask } from './walked.ts'

// One case at a time, walked at random by everybody who works on it, against a model that knows only what the manual says:
// in which state a case, its task and its request are, and which step leads where. Every command is sent one to three
// times under one key.

const server = useServer()

/** What the manual knows of a case. */
interface Model {
  case: 'none' | 'reported' | 'offered' | 'bound' | 'handled' | 'suspended' | 'closed' | 'rejected' | 'void'
  task: 'accepted' | 'en-route' | 'on-scene' | null
  /** What awaits a word, the oldest first. */
  asked: ('extend' | 'suspend')[]
  extensions: number
}
/** The case that is being walked. */
interface Real {
  id: string | null
}

const DESK = 'chen'
const fileOf = async (id: string | null) => (await (await server.as(DESK)).get<File>(`/incidents/${id}`)).body
const dispatched = ['offered', 'bound'] as const
const isDispatched = ({ case: state }: Model) => (dispatched as readonly string[]).includes(state)

/** Sends it so often under one key: one effect, one answer. */
async function send(
  seat: Seat,
  path: string,
  body: object,
  times: number,
): Promise<Answer<{ code?: string; id: string }>> {
  const key = { 'idempotency-key': randomUUID() }
  const answers = []
  for (let time = 0; time < times; time++) answers.push(await seat.post<{ code?: string; id: string }>(path, body, key))
  const [first, ...others] = answers
  if (!first) throw new Error('nothing was sent')
  for (const other of others) if (first.status < 400) expect(other.body).toEqual(first.body)
  return first
}

interface Step {
  name: string
  /** Does the manual allow it now? What it does not must be refused, and change nothing. */
  may: (model: Readonly<Model>) => boolean
  run: (file: File, times: number) => Promise<Answer<{ code?: string }>> | null
  /** Where it leads. */
  lead: (model: Model) => void
}

const incidentStep = (move: string, may: Step['may'], lead: Step['lead'], by = DESK): Step =>
  ({
    name: move,
    may,
    lead,
    run: async ({ incident }, times) =>
      send(
        await server.as(by),
        `/incidents/${incident.id}/moves`,
        { move, version: incident.version, reason: '理由' },
        times,
      ),
  }) as Step
const taskStep = (move: string, may: Step['may'], lead: Step['lead'], by: string | null = null): Step => ({
  name: move,
  may,
  lead,
  run: (file: File, times: number) => {
    const task = liveTask(file)
    if (!task?.squadId) return null
    const body = { move, version: task.version, reason: '理由', ...(move === 'finish' ? { result: '已处置' } : {}) }
    return server.as(by ?? task.squadId.slice(6)).then((seat) => send(seat, `/tasks/${task.id}/moves`, body, times))
  },
})
const answerStep = (move: string, lead: Step['lead']): Step => ({
  name: move,
  may: ({ case: state }) => state === 'offered',
  lead,
  run: (file, times) => {
    const offer = liveOffer(file)
    if (!offer) return null
    const body = { move, version: offer.version, ...(move === 'decline' ? { reason: 'busy' } : {}) }
    return server.as(offer.squadId.slice(6)).then((seat) => send(seat, `/offers/${offer.id}/moves`, body, times))
  },
})
const askStep = (subject: 'extend' | 'suspend', may: Step['may']): Step =>
  ({
    name: `ask ${subject}`,
    may,
    lead: (model) => void model.asked.push(subject),
    run: async ({ incident }, times) => {
      const until = subject === 'suspend' ? { until: new Date(Date.now() + 86_400_000).toISOString() } : {}
      const body = { subject, version: incident.version, reason: '理由', ...until }
      return send(await server.as(DESK), `/incidents/${incident.id}/approvals`, body, times)
    },
  }) as Step
const wordStep = (move: 'grant' | 'refuse'): Step => ({
  name: move,
  may: ({ asked: [subject], case: state, extensions }) =>
    subject !== undefined &&
    (move === 'refuse' || (dispatched as readonly string[]).includes(state)) &&
    (subject === 'suspend' || move === 'refuse' || extensions < 2),
  lead: (model) => {
    const subject = model.asked.shift()
    if (move === 'grant' && subject === 'extend') model.extensions++
    if (move === 'grant' && subject === 'suspend') Object.assign(model, { case: 'suspended', task: null, asked: [] })
  },
  run: (file, times) => {
    const approval = asked(file)
    if (!approval) return null
    const body = { move, version: approval.version, reason: '理由' }
    return server.as('wang').then((seat) => send(seat, `/approvals/${approval.id}/moves`, body, times))
  },
})

const become =
  (state: Model['case'], task: Model['task'] = null): Step['lead'] =>
  (model) =>
    void Object.assign(model, { case: state, task })
const over =
  (state: Model['case']): Step['lead'] =>
  (model) =>
    void Object.assign(model, { case: state, task: null, asked: [] })
const again: Step['lead'] = (model) => void Object.assign(model, { case: 'offered', task: null, extensions: 0 })
const isBound = ({ case: state }: Model) => state === 'bound'
const bound =
  (task: Model['task']): Step['lead'] =>
  (model) =>
    void Object.assign(model, { case: 'bound', task })

const STEPS: Step[] = [
  incidentStep('file', (m) => m.case === 'reported', become('offered')),
  incidentStep('reject', (m) => m.case === 'reported', over('rejected')),
  incidentStep('void', (m) => ['reported', 'offered', 'bound', 'suspended'].includes(m.case), over('void')),
  incidentStep('close', (m) => m.case === 'handled', over('closed')),
  incidentStep('reopen', (m) => ['closed', 'rejected'].includes(m.case), again, 'zhou'),
  incidentStep(
    'unmerge',
    () => false,
    () => {},
  ),
  incidentStep('takeUp', (m) => m.case === 'suspended', become('offered')),
  incidentStep(
    'raise',
    () => false,
    () => {},
  ),
  answerStep('accept', bound('accepted')),
  answerStep('decline', become('offered')),
  taskStep('depart', (m) => m.task === 'accepted', bound('en-route')),
  taskStep('arrive', (m) => m.task === 'accepted' || m.task === 'en-route', bound('on-scene')),
  taskStep('finish', (m) => m.task === 'on-scene', over('handled')),
  taskStep('sendBack', isBound, become('offered')),
  taskStep('recall', isBound, become('offered'), DESK),
  taskStep('rework', (m) => m.case === 'handled', bound('on-scene'), DESK),
  askStep('extend', (m) => isDispatched(m) && !m.asked.includes('extend') && m.extensions < 2),
  askStep('suspend', (m) => isDispatched(m) && !m.asked.includes('suspend')),
  wordStep('grant'),
  wordStep('refuse'),
]

/** What the rows say, in the manual's words. */
function told(file: File): Pick<Model, 'case' | 'task'> {
  const { state } = file.incident
  const task = liveTask(file)
  const isHeld = task?.state === 'accepted' || task?.state === 'en-route' || task?.state === 'on-scene'
  if (state === 'filed' || state === 'reopened' || state === 'dispatched')
    return { case: isHeld ? 'bound' : 'offered', task: isHeld ? (task.state as Model['task']) : null }
  return { case: state, task: null }
}

const take = (step: Step, times: number): fc.AsyncCommand<Model, Real> => ({
  check: ({ case: state }) => state !== 'none',
  toString: () => `${step.name} ×${times}`,
  async run(model, { id }) {
    // Whoever is to be asked is asked by a job: the manual's "offered" is waited for, or the alarm that nobody is left.
    if (model.case === 'offered') await until(async () => isSettled(await fileOf(id)))
    const answer = await step.run(await fileOf(id), times)
    if (answer === null) return
    const may = step.may(model)
    const what = `${step.name} in ${JSON.stringify(model)}: ${JSON.stringify(answer.body)}`
    expect(answer.status < 300, what).toBe(may)
    expect(answer.status, what).toBeLessThan(500)
    if (may) step.lead(model)
    const after = await fileOf(id)
    expect(told(after), what).toEqual({ case: model.case, task: model.task })
    expect(after.incident.extensions, what).toBe(model.extensions)
    expect(allAsked(after), what).toEqual(model.asked)
  },
})

const report = (filed: boolean): fc.AsyncCommand<Model, Real> => ({
  check: ({ case: state }) => state === 'none',
  toString: () => (filed ? 'report and file' : 'report'),
  async run(model, real) {
    const { body } = await (await server.as(DESK)).post<Incident>('/incidents', aReport({ filed }))
    real.id = body.id
    model.case = filed ? 'offered' : 'reported'
  },
})

const SQUADS = ['gulin-1', 'gulin-2', 'gulin-3', 'direct-1']
beforeAll(async () => {
  await districtWith(server, ({ settings }) => ({
    settings: {
      ...settings,
      stackAtMost: 1000,
      askAtMost: 50,
      approvals: { ...settings.approvals, suspend: ['centre-head'] },
    },
  }))
  await server.onDuty(...SQUADS.map((name, index) => ({ name, lon: GULIN.lon + index / 500, lat: GULIN.lat })))
})

it('whatever is done to a case over the interface, in whatever order and however often, it is where the manual says', async () => {
  const steps = STEPS.map((step) => fc.integer({ min: 1, max: 3 }).map((times) => take(step, times)))
  const commands = fc.commands([fc.boolean().map((filed) => report(filed)), ...steps], {
    size: 'large',
    maxCommands: 60,
  })
  await fc.assert(
    fc.asyncProperty(fc.boolean(), commands, async (filed, walk) => {
      const setup = () => ({
        model: { case: 'none', task: null, asked: [], extensions: 0 } as Model,
        real: { id: null } as Real,
      })
      await fc.asyncModelRun(setup, [report(filed), ...walk])
    }),
    { numRuns: 25, seed: 7, endOnFailure: true },
  )
}, 300_000)
