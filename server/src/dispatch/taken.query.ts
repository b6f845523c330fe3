import type { Squad } from '@lianqin/shared/squad'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Db } from '../kernel/db.ts'

/** Too late is told with who has the case: a leader cannot look the other squad up, so its name goes along. */
export async function withHolderNamed<T>(db: Db, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || typeof error.params.holder !== 'string') throw error
    const id = error.params.holder as Squad['id']
    const squad = await db.selectFrom('squad').select('name').where('id', '=', id).executeTakeFirst()
    throw new Problem(error.code, {
      ...error.params,
      holderZh: squad?.name.zh ?? null,
      holderEn: squad?.name.en ?? null,
    })
  }
}
