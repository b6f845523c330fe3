import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import type { Screen } from './kernel/theme.ts'
import { screen } from './kernel/theme.ts'
import { homeOf, useSession } from './person/session.store.ts'
import { pathAskedFor } from './router.paths.ts'

declare module 'vue-router' {
  interface RouteMeta {
    screen: Screen
    /** It shows the past, of which the feed says nothing: the page itself says how the feed stands. */
    isPast?: true
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'desk', meta: { screen: 'desk' }, component: () => import('./desk/DeskPage.vue') },
  { path: '/wall', name: 'wall', meta: { screen: 'wall' }, component: () => import('./wall/WallPage.vue') },
  { path: '/phone', name: 'phone', meta: { screen: 'phone' }, component: () => import('./phone/PhonePage.vue') },
  {
    path: '/replay',
    name: 'replay',
    meta: { screen: 'desk', isPast: true },
    component: () => import('./replay/ReplayPage.vue'),
  },
  {
    path: '/evaluation',
    name: 'evaluation',
    meta: { screen: 'desk' },
    component: () => import('./evaluation/EvaluationPage.vue'),
  },
  {
    path: '/shift-report',
    name: 'shift-report',
    meta: { screen: 'desk' },
    component: () => import('./report/ShiftReportPage.vue'),
  },
  {
    path: '/fallback',
    name: 'fallback',
    meta: { screen: 'desk', isPast: true },
    component: () => import('./fallback/FallbackPage.vue'),
  },
  { path: '/sign-in', name: 'sign-in', meta: { screen: 'entry' }, component: () => import('./person/SignInPage.vue') },
  { path: '/:rest(.*)*', name: 'missing', meta: { screen: 'entry' }, component: () => import('./MissingPage.vue') },
]

export const router = createRouter({ history: createWebHistory(), routes })

router.beforeEach(async (to) => {
  const session = useSession()
  // Without an answer from the server nobody is turned away: the page says that the line is gone and asks again.
  if (session.session === undefined) await session.restore().catch(() => undefined)
  if (to.name === 'sign-in') return session.person ? (pathAskedFor(to.query.next) ?? homeOf(session.person.role)) : true
  if (to.name === 'missing' || session.session !== null) return true
  return { name: 'sign-in', query: { next: to.fullPath, ...(to.query.lang ? { lang: to.query.lang } : {}) } }
})

router.afterEach((to) => {
  screen.value = to.meta.screen
})
