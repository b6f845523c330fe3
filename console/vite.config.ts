import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const server = process.env.LIANQIN_SERVER ?? 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [vue()],
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
