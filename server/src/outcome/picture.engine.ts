import type { PictureType } from '@lianqin/shared/photo'

const startsWith = (bytes: Uint8Array, at: number, sign: readonly number[]) =>
  sign.every((byte, index) => bytes[at + index] === byte)

const JPEG = [0xff, 0xd8, 0xff]
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const RIFF = [...'RIFF'].map((letter) => letter.charCodeAt(0))
const WEBP = [...'WEBP'].map((letter) => letter.charCodeAt(0))
const WEBP_AT = 8

/** What these bytes are, by how they begin and never by what somebody calls them; null for what is not taken as a picture. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  if (startsWith(bytes, 0, JPEG)) return 'image/jpeg'
  if (startsWith(bytes, 0, PNG)) return 'image/png'
  if (startsWith(bytes, 0, RIFF) && startsWith(bytes, WEBP_AT, WEBP)) return 'image/webp'
  return null
}
