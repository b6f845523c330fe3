/** Only a path of our own may be gone back to after signing in. */
export const pathAskedFor = (next: unknown): string | null =>
  typeof next === 'string' && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : null
