import { expect, it } from 'vitest'
import { hashDemoPassword, hashPassword, isPassword, NOBODYS_HASH } from './password.ts'

it('a password is known by its hash, and no other one is', async () => {
  const hash = await hashPassword('quite a secret')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  expect(await isPassword('quite a secret', hash)).toBe(true)
  for (const wrong of ['quite a secreT', 'quite a secret ', '']) expect(await isPassword(wrong, hash)).toBe(false)
})

it('the same password has another hash every time', async () => {
  expect(await hashDemoPassword('lianqin-demo')).not.toBe(await hashDemoPassword('lianqin-demo'))
})

it('nobody’s hash costs as much as a real one and fits no password', async () => {
  expect(NOBODYS_HASH).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  expect(await isPassword('', NOBODYS_HASH)).toBe(false)
})

it('a hash that was cut off fits nothing', async () => {
  expect(await isPassword('x', '$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$')).toBe(false)
})

it('many at once are hashed in turn, and all come right', async () => {
  const hash = await hashDemoPassword('lianqin-demo')
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, index) => isPassword(index % 2 ? 'lianqin-demo' : 'x', hash)),
  )
  expect(answers).toEqual(Array.from({ length: 30 }, (_, index) => index % 2 === 1))
})
