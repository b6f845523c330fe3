import { deskRoles } from '@lianqin/shared/shift'
import { watch } from 'vue'
import { useSession } from '../person/session.store.ts'
import { RENEW_S } from './page.engine.ts'

const WORKER = '/fallback-worker.js'
const SCOPE = '/fallback'

/** The worker of the sheet; null where browsers offer none, as over plain http to another machine. */
async function worker(): Promise<ServiceWorker | null> {
  if (!('serviceWorker' in navigator) || import.meta.env.MODE !== 'production') return null
  const registration = await navigator.serviceWorker.register(WORKER, { scope: SCOPE }).catch(() => null)
  if (!registration) return null
  return registration.active ?? whenActive(registration)
}

function whenActive({ installing, waiting }: ServiceWorkerRegistration): Promise<ServiceWorker | null> {
  const coming = installing ?? waiting
  if (!coming) return Promise.resolve(null)
  return new Promise((resolve) =>
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated') resolve(coming)
      if (coming.state === 'redundant') resolve(null)
    }),
  )
}

const tell = async (word: 'renew' | 'forget') => (await worker())?.postMessage(word)

/**
 * Keeps the sheet in this browser, and renews it every minute as long as somebody of a desk sits here, on whichever page. Who
 * signs out leaves nothing behind. Without a worker nothing is kept: the sheet's own page has to stay open, or be saved.
 */
export function useKeptSheet(): void {
  const session = useSession()
  watch(
    () => session.isOneOf(deskRoles),
    (isDesk, _, onCleanup) => {
      if (!isDesk) return
      void tell('renew')
      const timer = setInterval(() => void tell('renew'), RENEW_S * 1000)
      onCleanup(() => clearInterval(timer))
    },
    { immediate: true },
  )
  session.onSignOut(() => void tell('forget'))
}

/** Whether the sheet's address is answered by this browser itself from now on. */
export const isKept = async (): Promise<boolean> => (await worker()) !== null
