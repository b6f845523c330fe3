const KEPT_MS = 60_000

/** Hands a file over to the browser, which keeps it where it keeps such things; answers its name. */
export function saveFile({ blob, name }: { blob: Blob; name: string }): string {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS)
  return name
}
