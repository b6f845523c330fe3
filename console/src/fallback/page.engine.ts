import type { FallbackSheet } from '@lianqin/shared/evaluation/fallback'
import { type SheetSetting, sheetWriter } from './sheet.engine.ts'
import { sheetWords } from './sheet.text.ts'

/** Where the sheet is opened, and where it is saved from. */
export const SHEET_PATH = '/fallback'
export const FILE_PATH = '/fallback/file'
/** How often it is renewed, by whoever keeps it and by the page itself. */
export const RENEW_S = 60

/** What the sheet is called as a file: by the minute it is of, in UTC. */
export const fileName = ({ at }: FallbackSheet): string => `fallback-${at.slice(0, 16).replace(/[T:]/g, '-')}.html`

/**
 * The sheet as a page of its own: no script, no foreign file, nothing but what is written in it. It asks for itself again every
 * minute; saved as a file it does not.
 */
export function sheetPage(sheet: FallbackSheet | null, setting: SheetSetting, style: string, saved = false): string {
  const { body, say } = sheetWriter(setting)
  const { lang } = setting
  const links = `<nav><a href="${FILE_PATH}?lang=${lang}">${say('save')}</a> <a href="${SHEET_PATH}?lang=${lang === 'zh' ? 'en' : 'zh'}">${sheetWords.other[lang]}</a> <a href="/">${say('back')}</a> <span>${say('print')}</span></nav>`
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${saved ? '' : `<meta http-equiv="refresh" content="${RENEW_S}">`}
<title>${say('title')}</title><style>${style}</style></head>
<body class="sheet">${saved ? `<p class="sheet-saved">${say('saved')}</p>` : links}<main>${sheet ? body(sheet) : `<p>${say('nothing')}</p>`}</main></body></html>`
}
