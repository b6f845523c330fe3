import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** Builds the console once, as the server serves it. */
export default async function setup() {
  await build({ root: fileURLToPath(new URL('../../console', import.meta.url)), logLevel: 'warn' })
}
