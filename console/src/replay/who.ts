import type { Role } from '@lianqin/shared/person'
import { deskRoles } from '@lianqin/shared/shift'

/** Who may look at where people were; the server holds everybody to it. */
export const mayReplay: readonly Role[] = [...deskRoles, 'coordinator', 'squad-leader']
