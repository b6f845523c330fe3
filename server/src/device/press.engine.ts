import type { Device } from '@lianqin/shared/device'

interface Button {
  /** The newest message that said it is pressed, by the clock of the device. */
  until: number
  isHeld: boolean
}

/** The emergency buttons of devices. */
export interface Presses {
  /**
   * Whether this message, measured at that moment, tells of a press that none before it told of. A terminal `repeats`: it
   * says in every message that its button is held until somebody resets it. A phone says it once for each press, and may
   * say it again as long as it has no answer.
   */
  isNew: (deviceId: Device['id'], said: { at: number; isPressed: boolean; repeats: boolean }) => boolean
}

export function createPresses(): Presses {
  const buttons = new Map<Device['id'], Button>()
  return {
    isNew(deviceId, { at, isPressed, repeats }) {
      const button = buttons.get(deviceId)
      if (!isPressed) {
        // What comes late says nothing of now.
        if (button && at >= button.until) button.isHeld = false
        return false
      }
      if (!button) {
        buttons.set(deviceId, { until: at, isHeld: true })
        return true
      }
      if (at <= button.until) return false
      const isNew = !(repeats && button.isHeld)
      button.until = at
      button.isHeld = true
      return isNew
    },
  }
}
