import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockDirectory } from './directory-lock.ts'

const held = { folder: '' }
const lock = () => join(held.folder, 'lock')
beforeEach(() => {
  held.folder = mkdtempSync(join(tmpdir(), 'lianqin-lock-'))
})
afterEach(() => rmSync(held.folder, { recursive: true, force: true }))

describe('a directory', () => {
  it('is one holder’s until he gives it back', () => {
    const unlock = lockDirectory(held.folder)
    expect(() => lockDirectory(held.folder)).toThrow(/is in use by process \d+: stop it, or choose another DATA_DIR/)
    unlock()
    expect(existsSync(lock())).toBe(false)
    lockDirectory(held.folder)()
  })

  it('is taken over from a process that was killed', async () => {
    const gone = spawn(process.execPath, ['--eval', ''], { stdio: 'ignore' })
    await new Promise((resolve) => gone.once('exit', resolve))
    writeFileSync(lock(), `${gone.pid} 12345`)
    lockDirectory(held.folder)
    expect(readFileSync(lock(), 'utf8')).toMatch(new RegExp(`^${process.pid} `))
  })

  it('is taken over from a namesake: an id that another process has been given since', () => {
    writeFileSync(lock(), `${process.ppid} 1`)
    lockDirectory(held.folder)
    expect(readFileSync(lock(), 'utf8')).toMatch(new RegExp(`^${process.pid} `))
  })

  it('is taken over from a lock that was cut off while it was written', () => {
    writeFileSync(lock(), '')
    lockDirectory(held.folder)
    expect(readFileSync(lock(), 'utf8')).not.toBe('')
  })

  it('is made where there is none', () => {
    lockDirectory(join(held.folder, 'deep', 'down'))
    expect(existsSync(join(held.folder, 'deep', 'down', 'lock'))).toBe(true)
  })
})
