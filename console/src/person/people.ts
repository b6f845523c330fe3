import type { MovePerson, NewPerson, Person } from '@lianqin/shared/person'
import { get, post } from '../kernel/http.ts'

/** Everybody who has an account; only an administrator is told. */
export const allPeople = async (): Promise<Person[]> => (await get<{ people: Person[] }>('/people')).people

export const addPerson = (person: NewPerson) => post<Person>('/people', person)

export const movePerson = (person: Pick<Person, 'id' | 'version'>, move: MovePerson['move'], reason: string | null) =>
  post<Person>(`/people/${person.id}/moves`, {
    move,
    version: person.version,
    ...(reason === null ? {} : { reason }),
  } satisfies MovePerson)
