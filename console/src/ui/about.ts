/** What a question is about; a function of it where what it tells may change while the question stands. */
export type About = string | (() => string)

export const aboutWords = (about: About | undefined): string => (typeof about === 'function' ? about() : (about ?? ''))
