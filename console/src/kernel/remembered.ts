const PREFIX = 'lianqin.'

/** A choice that this device keeps, such as its language. A browser that keeps nothing forgets it, and that is all. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name)
  } catch {
    return null
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value)
  } catch {
    // Storage may be switched off or full: the choice holds until the page is left.
  }
}

/** What this window keeps until it is closed or somebody signs out. */
export function keptHere(name: string): string | null {
  try {
    return sessionStorage.getItem(PREFIX + name)
  } catch {
    return null
  }
}

/** Null forgets it. */
export function keepHere(name: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(PREFIX + name)
    else sessionStorage.setItem(PREFIX + name, value)
  } catch {
    // Without storage it is kept until the page is left.
  }
}
