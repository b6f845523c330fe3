import rare400 from '@fontsource/noto-sans-sc/files/noto-sans-sc-50-400-normal.woff2?url'
import rare600 from '@fontsource/noto-sans-sc/files/noto-sans-sc-50-600-normal.woff2?url'
import han400 from '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2?url'
import han600 from '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-600-normal.woff2?url'
import latin400 from '@fontsource/noto-sans-sc/files/noto-sans-sc-latin-400-normal.woff2?url'
import latin600 from '@fontsource/noto-sans-sc/files/noto-sans-sc-latin-600-normal.woff2?url'
import type { FontFacesSpecification } from 'maplibre-gl'

export const TEXT = ['Noto Sans SC']
export const STRONG = ['Noto Sans SC Strong']

const latin = ['U+0-24F', 'U+2000-206F']
/** The second character of Shiqi, which the common set lacks; a place name that is a box would be no name. */
const rare = ['U+78B6']
const face = (latinUrl: string, rareUrl: string, hanUrl: string) => [
  { url: latinUrl, 'unicode-range': latin },
  { url: rareUrl, 'unicode-range': rare },
  { url: hanUrl },
]

/**
 * Map text comes from files we ship, so Chinese looks the same on every machine and nothing is asked of any network. What
 * they lack is drawn with the machine's own fonts.
 */
export const fontFaces: FontFacesSpecification = {
  'Noto Sans SC': face(latin400, rare400, han400),
  'Noto Sans SC Strong': face(latin600, rare600, han600),
}
