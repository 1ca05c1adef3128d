import type { Role } from '#lib/auth/roles.ts'
import { fill } from '#lib/i18n/fill.ts'
import { messages } from '#lib/i18n/messages.ts'
import { addUser } from '#lib/users/add.ts'
import { AddUserInput } from '#lib/users/schemas.ts'
import type { Answer, Cli } from '../cli.ts'
import { readText } from '../read-text.ts'

type Options = { email: string; name: string; role: Role; passwordFile?: string }

/** A password that was made here is in the answer, and nowhere else. */
export async function userAdd(cli: Cli, options: Options): Promise<Answer> {
  const { email, name, role, passwordFile } = options
  const given = passwordFile === undefined ? {} : { password: await readPassword(passwordFile) }
  const input = AddUserInput.parse({ email, name, role, ...given })
  const user = await addUser(await cli.context(), input)
  const { says } = cli.words
  const roleName = messages[cli.locale].common.role[role]
  const added = fill(says.userAdded, { email: input.email, role: roleName })
  const once = user.password ? `\n${fill(says.passwordOnce, { password: user.password })}` : ''
  return {
    json: { id: user.id, email: input.email, name: input.name, role, ...passwordOf(user) },
    text: added + once,
  }
}

const passwordOf = ({ password }: { password?: string }) => (password ? { password } : {})

/** The first line: files end with a line break that nobody means. */
async function readPassword(file: string): Promise<string> {
  const [first = ''] = (await readText(file, 'password_missing')).split(/\r?\n/)
  return first
}
