import { fileURLToPath } from 'node:url'
import { build } from 'vite'

declare module 'vitest' {
  interface ProvidedContext {
    /** The browser that the console's own tests run in, too. */
    browserPath: string
  }
}

/** Builds the console once, as the server serves it. */
export default async function setup() {
  await build({ root: fileURLToPath(new URL('../../console', import.meta.url)), logLevel: 'warn' })
}
