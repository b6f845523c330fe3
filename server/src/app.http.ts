import type { Audit } from '@lianqin/shared/audit'
import type { FastifyInstance } from 'fastify'
import type { Field } from './app.field.ts'
import { appRoutes } from './app.routes.ts'
import type { Config } from './config.ts'
import { doorRoutes } from './device/door.routes.ts'
import { createQuickDoor } from './device/quick-door.ts'
import { commonHead, standInFront } from './kernel/front-door.ts'
import type { Ground } from './kernel/ground.ts'
import { health } from './kernel/health.ts'
import { openHttp } from './kernel/http.ts'
import { addPages } from './kernel/pages.ts'

const HANG_UP_MS = 50

interface Needs {
  config: Config
  ground: Ground
  field: Field
  isReady: () => boolean
  verdict: () => Audit
}

/** Everything that is answered over HTTP: whether the process is well, every room's routes, and the console's pages. */
export async function openAppHttp({ config, ground, field, isReady, verdict }: Needs) {
  const { db, metrics, clock } = ground
  const http = await openHttp(config, ground)
  const audit = () => ({ at: verdict().at, forgotten: verdict().forgotten.length })
  await http.register(health, { db, metrics, isReady, audit })
  await http.register(appRoutes, { config, ground, field, verdict, prefix: '/api/v1' })
  await http.register(doorRoutes, { ...field.devices, clock })
  await addPages(http)
  const isBusy = () => !http.server.listening || http.isUnderPressure()
  const answered = (route: string, seconds: number) => {
    metrics.quickAnswers.inc('taken')
    metrics.requests.observe({ route, status: '2xx' }, seconds)
  }
  const head = await commonHead(http)
  standInFront(http.server, createQuickDoor({ ...field.devices, clock, isBusy, head, answered }))
  return http
}

/** What is under way is answered; a connection that is then kept alive would hold up the stop for a minute. */
export async function hangUp(http: FastifyInstance, wall: { close: () => Promise<void> }): Promise<void> {
  const idle = setInterval(() => http.server.closeIdleConnections(), HANG_UP_MS)
  await wall.close()
  await http.close()
  clearInterval(idle)
}
