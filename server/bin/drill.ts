import { parseArgs } from 'node:util'
import { askDemo, type Line } from '../src/drill/drill.client.ts'
import { toLines } from '../src/drill/outcome.ts'
import { runDrill } from '../src/drill/strong.ts'
import { command, misuse } from './command.ts'

const USAGE = `Plays hours of a district's day against a running server, as a client like any other, and audits what came of it.

  npm run drill -- [--seed 7] [--rate 60] [--hours 2] [--speed 60] [--start-hour 9] [--server URL]

  --seed        the same seed plays the same reports and the same people
  --rate        reports in one simulated hour, more in the busy hours and fewer in the quiet ones
  --hours       how many simulated hours
  --start-hour  the local hour at which they begin
  --speed       simulated seconds in one real second; two hours at 60 are two minutes
  --server      where the server is (http://127.0.0.1:3000)

How time maps: reports, deciding, working and closing run at --speed. What the server judges by its own clock does not: an
unanswered offer lapses after the district's real answer time, so a drill goes on for some minutes after its last report
until nothing is open. Units drive at most 160 km/h, because the server refuses what is faster; a drive ends after 8 s.

Needs a server in demo mode, without its own gentle drill: DRILL=off npm start
Ends with 1 if anything that the server had acknowledged is lost.
`
const TRIES = 8
const HOURS_A_DAY = 24

await command(USAGE, main)

async function main(): Promise<number> {
  const order = readOrder()
  const faults = new Map<string, number>()
  const line: Line = {
    server: order.server,
    signal: new AbortController().signal,
    tries: TRIES,
    heard: (route, status, code) => {
      if (status < 400 && status > 0) return
      const name = `${route} ${status === 0 ? 'no answer' : status} ${code ?? ''}`.trim()
      faults.set(name, (faults.get(name) ?? 0) + 1)
    },
  }
  await refuseDeadServer(order.server)
  const demo = await askDemo(line)
  if (!demo) {
    throw new Error(
      `${order.server} is not in demo mode, so the drill has nobody to sign in as. Start a server of its own for it, never the real one:\n  DRILL=off DATA_DIR=/tmp/drill npm start`,
    )
  }
  if (demo.drill) {
    throw new Error(
      `the gentle drill is running at ${order.server} and plays the same squads: two drills would answer each other's offers. Stop that server and start it without its drill:\n  DRILL=off npm start`,
    )
  }
  const say = (words: string) => void process.stderr.write(`${words}\n`)
  const outcome = await runDrill({ line, accounts: demo.accounts, order, speed: order.speed, say })
  process.stdout.write(`${toLines(outcome, faults).join('\n')}\n`)
  return outcome.lostIncidents.length + outcome.lostAcceptances.length > 0 ? 1 : 0
}

function readOrder() {
  const text = { type: 'string' } as const
  const options = { seed: text, rate: text, hours: text, speed: text, 'start-hour': text, server: text }
  const { values } = parseArgs({ options })
  return {
    seed: values.seed ?? '7',
    perHour: positive('--rate', values.rate ?? '60'),
    hours: positive('--hours', values.hours ?? '2'),
    speed: positive('--speed', values.speed ?? '60'),
    startHour: Number(values['start-hour'] ?? '9') % HOURS_A_DAY,
    server: (values.server ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`).replace(/\/$/, ''),
  }
}

function positive(name: string, given: string): number {
  const value = Number(given)
  if (!(value > 0)) throw misuse(`${name} takes a number above 0, not ${given}`)
  return value
}

/** Said at once and in words, before anything is tried again. */
async function refuseDeadServer(server: string): Promise<void> {
  await fetch(`${server}/health/live`).catch((cause: unknown) => {
    throw new Error(`no server answers at ${server}. Start one first:\n  DRILL=off npm start`, { cause })
  })
}
