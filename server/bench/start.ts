import { setTimeout as pause } from 'node:timers/promises'
import { median } from '../src/drill/figures.engine.ts'
import { firstLoadOfWall } from './first-load.ts'
import { freshGround, launch, type Mode, type Services } from './server.ts'
import { kilobytes, megabytes, ms, type Table } from './table.ts'

const RUNS = 3
const WARM_PER_COLD = 1
/** Start-up leaves garbage behind; memory at rest is what remains of it. */
const REST_MS = 5_000

/** How long until it answers, what it weighs at rest, and what a wall costs the line when it is first opened. */
export async function benchStart(services: Services): Promise<Table[]> {
  const kinds: Mode[] = services.postgres ? ['embedded', 'postgres'] : ['embedded']
  const rows: string[][] = []
  for (const mode of kinds) {
    const { cold, warm, resident } = await starts(services, mode)
    rows.push([mode, ms(median(cold)), ms(median(warm)), megabytes(median(resident) ?? Number.NaN)])
  }
  const load = firstLoadOfWall()
  return [
    {
      title: 'Start and rest',
      columns: ['mode', 'cold start', 'warm start', 'at rest'],
      rows,
      notes: [
        `From launching the process to the first ready answer, medians of ${RUNS} cold and ${RUNS * WARM_PER_COLD} warm ones. Cold: an empty database, which is made, migrated and filled with the demo district.`,
        `At rest: resident memory (VmRSS) ${REST_MS / 1000} s after a warm start, without screens and without the drill.`,
        'Installing and building the console before the very first start is not in it.',
      ],
    },
    {
      title: 'First load of /wall',
      columns: ['', 'files', 'bytes', 'gzip'],
      rows: load
        ? [
            ['page, scripts, styles', String(load.code.files), kilobytes(load.code.bytes), kilobytes(load.code.gzip)],
            ['fonts (fetched as needed)', String(load.fonts.files), kilobytes(load.fonts.bytes), '–'],
          ]
        : [],
      notes: load
        ? [
            'The server sends files as they are; gzip is what a proxy in front that compresses would send. Fonts are compressed already. Later loads take none of it from the line.',
          ]
        : ['The console is not built: pnpm build.'],
    },
  ]
}

async function starts(services: Services, mode: Mode) {
  const [cold, warm, resident] = [[] as number[], [] as number[], [] as number[]]
  for (let run = 0; run < RUNS; run++) {
    const ground = await freshGround(services, mode)
    const first = await launch(ground.environment)
    cold.push(first.readyMs)
    await first.stop()
    for (let again = 1; again <= WARM_PER_COLD; again++) {
      const server = await launch(ground.environment)
      warm.push(server.readyMs)
      if (again === WARM_PER_COLD) {
        await pause(REST_MS)
        resident.push(server.residentKb())
      }
      await server.stop()
    }
    await ground.drop()
  }
  return { cold, warm, resident }
}
