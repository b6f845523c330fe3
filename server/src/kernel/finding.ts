import type { Place } from '@lianqin/shared/wire/place'

/** One thing a check of a district found: with any error nothing is loaded. The text says what, where and of which feature. */
export interface Finding {
  severity: 'error' | 'warning'
  code: string
  /** The feature or row it is about, as its file names it. */
  subject: string
  place: Place | null
  text: string
}

export const error = (code: string, subject: string, text: string, place: Place | null = null): Finding => ({
  severity: 'error',
  code,
  subject,
  place,
  text,
})

export const warning = (code: string, subject: string, text: string, place: Place | null = null): Finding => ({
  ...error(code, subject, text, place),
  severity: 'warning',
})

export const hasError = (findings: readonly Finding[]) => findings.some(({ severity }) => severity === 'error')

/** A finding as one line of a report. */
export function toLine({ severity, code, subject, place, text }: Finding): string {
  const at = place ? ` at ${place.lon.toFixed(5)}, ${place.lat.toFixed(5)}` : ''
  return `${severity}  ${code}  ${subject}: ${text}${at}`
}
