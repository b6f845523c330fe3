import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const BUILT = fileURLToPath(new URL('../../console/dist', import.meta.url))

export interface FirstLoad {
  code: { files: number; bytes: number; gzip: number }
  fonts: { files: number; bytes: number }
}

/** What a browser fetches to draw /wall for the first time, read off the built console; null if it is not built. */
export function firstLoadOfWall(): FirstLoad | null {
  const assets = join(BUILT, 'assets')
  if (!existsSync(assets)) return null
  const names = readdirSync(assets)
  const page = readFileSync(join(BUILT, 'index.html'), 'utf8')
  const wanted = new Set(names.filter((name) => page.includes(name) || /^(WallPage|maplibre-gl-worker)-/.test(name)))
  // What those import at once, and the styles that come with the chunks.
  for (const name of wanted) {
    if (!/\.m?js$/.test(name)) continue
    const text = readFileSync(join(assets, name), 'utf8')
    for (const [, imported] of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+)["']/g))
      if (imported) wanted.add(imported)
  }
  const chunks = [...wanted].map((name) => name.split('-')[0])
  for (const name of names) if (name.endsWith('.css') && chunks.includes(name.split('-')[0])) wanted.add(name)
  const bodies = [
    Buffer.from(page),
    ...[...wanted].filter((name) => names.includes(name)).map((name) => readFileSync(join(assets, name))),
  ]
  const fonts = names.filter((name) => name.endsWith('.woff2')).map((name) => readFileSync(join(assets, name)).length)
  return {
    code: {
      files: bodies.length,
      bytes: sum(bodies.map(({ length }) => length)),
      gzip: sum(bodies.map((body) => gzipSync(body).length)),
    },
    fonts: { files: fonts.length, bytes: sum(fonts) },
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
