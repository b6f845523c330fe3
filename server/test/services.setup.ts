import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import { readConfig } from '../src/config.ts'
import { demoDistrict, loadDemo } from '../src/demo/demo.moves.ts'
import { openGround } from '../src/kernel/ground.ts'
import { startPostgres, startRedis } from './services.ts'

export type Mode = 'embedded' | 'postgres' | 'redis'

declare module 'vitest' {
  interface ProvidedContext {
    mode: Mode
    /** A prepared embedded database to copy, or an address whose database `lianqin_template` is one. */
    prepared: string
    redisUrl: string | null
  }
}

export const TEMPLATE = 'lianqin_template'

/** Prepares, once per project, a migrated database with the demo district for the tests to copy. */
export default async function setup(project: TestProject) {
  const mode = project.config.provide.mode ?? 'embedded'
  const redis = mode === 'redis' ? await startRedis() : null
  const postgres = mode === 'embedded' ? null : await startPostgres()
  const folder = mkdtempSync(join(tmpdir(), 'lianqin-prepared-'))
  if (postgres) await query(postgres.url, `create database ${TEMPLATE}`)
  await prepare(postgres ? { DATABASE_URL: templateOf(postgres.url) } : { DATA_DIR: folder })
  project.provide('prepared', postgres?.url ?? folder)
  project.provide('redisUrl', redis?.url ?? null)
  return async () => {
    await redis?.remove()
    await postgres?.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

export const templateOf = (url: string) => url.replace(/\/postgres$/, `/${TEMPLATE}`)

async function prepare(environment: Record<string, string>) {
  const ground = await openGround(readConfig({ ...environment, NODE_ENV: 'test' }), pino({ level: 'silent' }))
  await loadDemo(ground.db, ground.write, demoDistrict())
  await ground.close()
}

export async function query(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}
