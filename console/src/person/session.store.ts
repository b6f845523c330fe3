import type { Actor, DemoAccount, Person, Role, Session, SignIn } from '@lianqin/shared/person'
import { Problem } from '@lianqin/shared/wire/problem'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { get, onSignedOut, post, remove } from '../kernel/http.ts'
import { takeKeysOf } from '../kernel/own-keys.ts'

/** The screen that belongs to a role when nobody asked for another. */
export const homeOf = (role: Role): DemoAccount['opens'] =>
  role === 'squad-leader' ? '/phone' : role === 'viewer' ? '/wall' : '/'

/** Who sits here. Undefined until the server has been asked, null when nobody does. */
export const useSession = defineStore('session', () => {
  const session = shallowRef<Session | null | undefined>(undefined)
  const person = computed<Person | null>(() => session.value?.person ?? null)
  const role = computed<Role | null>(() => person.value?.role ?? null)
  const squadId = computed(() => (person.value?.scope.kind === 'squad' ? person.value.scope.squadId : null))
  const isOneOf = (by: readonly Actor[]): boolean => role.value !== null && by.includes(role.value)

  watch(() => person.value?.id ?? null, takeKeysOf, { immediate: true })

  const clear = () => {
    session.value = null
  }
  onSignedOut(clear)
  const leaving = new Set<() => void>()
  /** Runs when this person signs out by himself. A session that merely ended may go on, with what this device keeps for it. */
  const onSignOut = (run: () => void) => leaving.add(run)

  /** Asks the server who this is. Throws only when the server cannot be asked. */
  async function restore(): Promise<void> {
    try {
      session.value = await get<Session>('/session')
    } catch (refusal) {
      if (!(refusal instanceof Problem) || refusal.status !== 401) throw refusal
      clear()
    }
  }
  async function signIn(given: SignIn): Promise<Person> {
    session.value = await post<Session>('/session', given)
    return session.value.person
  }
  async function signOut(): Promise<void> {
    await remove('/session')
    for (const run of leaving) run()
    clear()
  }

  return { session, person, role, squadId, isOneOf, clear, restore, signIn, signOut, onSignOut }
})

/** The demo's accounts; none where this is not a demo. */
export async function demoAccounts(): Promise<DemoAccount[]> {
  try {
    return (await get<{ accounts: DemoAccount[] }>('/demo')).accounts
  } catch (refusal) {
    if (refusal instanceof Problem && refusal.status === 404) return []
    throw refusal
  }
}
