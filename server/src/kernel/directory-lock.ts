import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/**
 * Takes a directory for this process and returns how to give it back. Two processes on one embedded database would lose
 * each other's rows without a word. A lock left behind by a killed process is taken over.
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true })
  const lock = join(directory, 'lock')
  for (;;) {
    try {
      writeFileSync(lock, `${process.pid} ${startOf(process.pid)}`, { flag: 'wx' })
      return () => rmSync(lock, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const [pid = '', start = ''] = readFileSync(lock, 'utf8').split(' ')
      if (isHeld(Number(pid), start)) {
        throw new Error(`${resolve(directory)} is in use by process ${pid}: stop it, or choose another DATA_DIR`)
      }
      rmSync(lock, { force: true })
    }
  }
}

/** Process ids are used again, in containers soon: the start time tells a holder from a namesake. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return '' // Not Linux, or no such process: the id alone must do.
  }
}

function isHeld(pid: number, start: string): boolean {
  // Killed between making the lock and writing it: 0 would mean our own process group, which is always there.
  if (!(pid > 0)) return false
  if (pid === process.pid && start === startOf(pid)) return true
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' && start === startOf(pid)
  }
  return start === startOf(pid)
}
