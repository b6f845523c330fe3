import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { build, defineConfig, type Plugin } from 'vite'

const server = process.env.LIANQIN_SERVER ?? 'http://127.0.0.1:3000'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * The service worker of the fallback sheet: one file under a name that never changes, with nothing to fetch besides, because it
 * has to work when nothing can be fetched.
 */
const fallbackWorker = (): Plugin => ({
  name: 'fallback-worker',
  apply: 'build',
  async closeBundle() {
    await build({
      configFile: false,
      root: at('.'),
      publicDir: false,
      logLevel: 'warn',
      build: {
        outDir: at('dist'),
        emptyOutDir: false,
        lib: {
          entry: at('src/fallback/worker.ts'),
          formats: ['iife'],
          name: 'fallback',
          fileName: () => 'fallback-worker.js',
        },
      },
    })
  },
})

export default defineConfig({
  plugins: [vue(), fallbackWorker()],
  define: {
    __VUE_OPTIONS_API__: 'true',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  // The policy allows only what the server itself sends: nothing is inlined, not as data: and not as a script.
  build: {
    outDir: 'dist',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    // What is shipped to a browser carries its licences along; the fonts' own is in public/OFL.txt.
    license: { fileName: 'THIRD-PARTY.md' },
  },
  worker: { format: 'es' },
  // The server refuses a foreign Origin, so the proxy passes its own name on as the host.
  server: { proxy: { '/api': { target: server }, '/socket.io': { target: server, ws: true } } },
})
