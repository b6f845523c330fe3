import { describe, expect, it } from 'vitest'
import { pictureTypeOf } from './picture.engine.ts'

const bytes = (text: string) => Uint8Array.from([...text].map((letter) => letter.charCodeAt(0)))

describe('a picture is known by its bytes', () => {
  it.each([
    ['image/jpeg', '\xff\xd8\xff\xe0\x00\x10JFIF'],
    ['image/png', '\x89PNG\r\n\x1a\n\x00\x00'],
    ['image/webp', 'RIFF\x24\x00\x00\x00WEBPVP8 '],
  ] as const)('as %s', (type, text) => {
    expect(pictureTypeOf(bytes(text))).toBe(type)
  })

  it.each([
    ['nothing', ''],
    ['a drawing that could run', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a page', '<!doctype html><script>'],
    ['a moving picture', 'GIF89a\x01\x00'],
    ['a sound in the same wrapping', 'RIFF\x24\x00\x00\x00WAVEfmt '],
    ['a JPEG that comes too late', ' \xff\xd8\xff\xe0'],
    ['the first half of a PNG’s sign', '\x89PNG'],
    ['a program', 'MZ\x90\x00'],
  ])('and not %s', (_, text) => {
    expect(pictureTypeOf(bytes(text))).toBeNull()
  })
})
