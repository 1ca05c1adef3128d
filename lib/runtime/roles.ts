import pg from 'pg'

export const ownerRole = 'sms_owner'
export const applicationRole = 'sms_app'

export type RolePasswords = { ownerPassword: string; applicationPassword: string }

/** The address of a database on this machine. */
export const databaseUrl = (user: string, password: string, port: number, name: string): string =>
  `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`

async function has(client: pg.Client, query: string, name: string): Promise<boolean> {
  return (await client.query(query, [name])).rows.length > 0
}

async function ensureRole(client: pg.Client, name: string, password: string): Promise<void> {
  const exists = await has(client, 'select 1 from pg_roles where rolname = $1', name)
  const verb = exists ? 'alter' : 'create'
  const secret = client.escapeLiteral(password)
  await client.query(`${verb} role ${client.escapeIdentifier(name)} login password ${secret}`)
}

/** Makes the two roles and a database that belongs to the owner; what exists is kept. */
export async function ensureDatabase(
  superuserUrl: string,
  name: string,
  passwords: RolePasswords,
): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    await ensureRole(client, ownerRole, passwords.ownerPassword)
    await ensureRole(client, applicationRole, passwords.applicationPassword)
    if (await has(client, 'select 1 from pg_database where datname = $1', name)) return
    await client.query(`create database ${client.escapeIdentifier(name)} owner ${ownerRole}`)
  } finally {
    await client.end()
  }
}
