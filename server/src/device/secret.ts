import { hash, randomBytes } from 'node:crypto'

/** Without letters that are mistaken for digits: people type it into phones. */
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz'
const LENGTH = 20

/** A secret nobody guesses, about 99 bits. Told once; afterwards only its hash is known. */
export function freshSecret(): string {
  let secret = ''
  while (secret.length < LENGTH) {
    for (const byte of randomBytes(LENGTH)) {
      // The last few values would make some letters likelier than others.
      if (byte < 256 - (256 % LETTERS.length)) secret += LETTERS[byte % LETTERS.length]
    }
  }
  return secret.slice(0, LENGTH)
}

/** So long a secret needs no slow hash, and a position must not wait for one. */
export const hashOf = (secret: string): string => hash('sha256', secret, 'hex')
