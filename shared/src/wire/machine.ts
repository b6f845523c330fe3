/** One row of a machine: a command, from which states, to which, by whom, and whether it must say why. */
export interface Move<State extends string, Actor extends string> {
  from: readonly State[]
  /** `same`: something becomes true of the row while it stays where it is. */
  to: State | 'same'
  by: readonly Actor[]
  /** A move that takes something away from somebody says why. */
  why?: 'required'
}

export interface Machine<State extends string, Actor extends string, Name extends string> {
  states: readonly State[]
  initial: State
  moves: Record<Name, Move<State, Actor>>
  names: readonly Name[]
  isFinal: (state: State) => boolean
  /** Where a move leads from a state. */
  next: (state: State, name: Name) => State
  /** Empty for an actor whom the table does not name. */
  movesFrom: (state: State, actor: string) => Name[]
  needsReason: (name: Name) => boolean
}

/** Makes a table of moves answer the two questions everybody asks of it: what is over, and what may this actor do now. */
export function machine<const State extends string, const Actor extends string, const Name extends string>(table: {
  states: readonly State[]
  initial: NoInfer<State>
  moves: Record<Name, Move<NoInfer<State>, Actor>>
}): Machine<State, Actor, Name> {
  const names = Object.keys(table.moves) as Name[]
  return {
    ...table,
    names,
    isFinal: (state) => names.every((name) => !table.moves[name].from.includes(state)),
    next: (state, name) => {
      const { to } = table.moves[name]
      return to === 'same' ? state : to
    },
    movesFrom: (state, actor) =>
      names.filter((name) => {
        const { from, by }: { from: readonly State[]; by: readonly string[] } = table.moves[name]
        return from.includes(state) && by.includes(actor)
      }),
    needsReason: (name) => table.moves[name].why === 'required',
  }
}
