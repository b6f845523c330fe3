// npx pnpm diagrams: prints the machines' diagrams into the READMEs, between their marks. With --check it only says whether
// they are what the tables say, which `npm run check` asks.
import { readFileSync, writeFileSync } from 'node:fs'
import { alarmMachine } from '@lianqin/shared/alarm'
import { approvalMachine } from '@lianqin/shared/approval'
import { dutyTableMachine } from '@lianqin/shared/duty'
import { handoverMachine } from '@lianqin/shared/handover'
import { incidentMachine } from '@lianqin/shared/incident'
import { leadMachine } from '@lianqin/shared/lead'
import { offerMachine } from '@lianqin/shared/offer'
import { squadMachine } from '@lianqin/shared/squad'
import { supervisionMachine } from '@lianqin/shared/supervision'
import { taskMachine } from '@lianqin/shared/task'
import { trackRequestMachine } from '@lianqin/shared/track/request'
import type { Machine } from '@lianqin/shared/wire/machine'

const MARKS = ['<!-- machines -->', '<!-- /machines -->'] as const
const READMES = ['README.md', 'README.zh-CN.md'].map((name) => new URL(`../../${name}`, import.meta.url))

const machines = {
  incident: incidentMachine,
  task: taskMachine,
  offer: offerMachine,
  alarm: alarmMachine,
  approval: approvalMachine,
  supervision: supervisionMachine,
  lead: leadMachine,
  squad: squadMachine,
  handover: handoverMachine,
  'duty-table': dutyTableMachine,
  'track-request': trackRequestMachine,
}

function diagram<S extends string, A extends string, N extends string>(name: string, table: Machine<S, A, N>): string {
  const arrows = table.names.flatMap((move) => {
    const { from, to, by, why } = table.moves[move]
    return from.map(
      (state) => `  ${state} --> ${to === 'same' ? state : to}: ${move}${why ? ' (why)' : ''} · ${by.join(', ')}`,
    )
  })
  return [
    '```mermaid',
    '---',
    `title: ${name}`,
    '---',
    'stateDiagram-v2',
    `  [*] --> ${table.initial}`,
    ...arrows,
    '```',
  ].join('\n')
}

const [open, close] = MARKS
const drawn = Object.entries(machines).map(([name, table]) => diagram(name, table as Machine<string, string, string>))
const section = `${open}\n${drawn.join('\n\n')}\n${close}`
const isCheck = process.argv.includes('--check')

for (const path of READMES) {
  const text = readFileSync(path, 'utf8')
  const [from, to] = [text.indexOf(open), text.indexOf(close)]
  if (from < 0 || to < from) throw new Error(`${path.pathname} has no place for the machines: ${MARKS.join(' … ')}`)
  const fresh = text.slice(0, from) + section + text.slice(to + close.length)
  if (fresh === text) continue
  if (isCheck) {
    process.stderr.write(`${path.pathname} shows other machines than the tables: run npx pnpm diagrams\n`)
    process.exitCode = 1
  } else writeFileSync(path, fresh)
}
