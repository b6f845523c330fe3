const EQUATOR_M_PER_PX_AT_0 = (2 * Math.PI * 6_378_137) / 512
const WIDEST_PX = 120

/** The longest round length (1, 2 or 5 times a power of ten metres) that fits the corner, and its width on screen. */
export function scaleFor(lat: number, zoom: number): { metres: number; px: number } {
  const metresPerPx = (EQUATOR_M_PER_PX_AT_0 * Math.cos((lat * Math.PI) / 180)) / 2 ** zoom
  const most = metresPerPx * WIDEST_PX
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power
  return { metres, px: metres / metresPerPx }
}
