import type { Place } from '@lianqin/shared/wire/place'

/** Reads `121.47050, 29.84680`, also with other marks between the two, and with latitude first where only that can be. */
export function readCoordinates(text: string): Place | null {
  const found = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,，;；\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text)
  if (!found) return null
  const [first, second] = [Number(found[1]), Number(found[2])]
  if (Math.abs(first) <= 180 && Math.abs(second) <= 90) return { lon: first, lat: second }
  return Math.abs(second) <= 180 && Math.abs(first) <= 90 ? { lon: second, lat: first } : null
}

export const writeCoordinates = ({ lon, lat }: Place): string => `${lon.toFixed(6)}, ${lat.toFixed(6)}`
