import { join } from 'node:path'
import type { DemoPorts } from './demo-ports.ts'
import type { DemoSecrets } from './demo-secrets.ts'
import { applicationRole, databaseUrl, ownerRole } from './roles.ts'

export const demoDatabase = 'sms'
export const administratorName = 'admin@example.com'

const local = (port: number): string => `http://127.0.0.1:${port}`

/** Every variable that the demo's processes run with. */
export function makeDemoEnv(
  dataDir: string,
  secrets: DemoSecrets,
  ports: DemoPorts,
): Record<string, string> {
  const { control = 0, ...vendorPorts } = ports.sandbox
  const database = (user: string, password: string) =>
    databaseUrl(user, password, ports.postgres, demoDatabase)
  return {
    DATA_DIR: dataDir,
    DATABASE_URL: database(applicationRole, secrets.applicationPassword),
    MIGRATION_DATABASE_URL: database(ownerRole, secrets.ownerPassword),
    AUTH_SECRET: secrets.authSecret,
    ENCRYPTION_KEYS: secrets.encryptionKeys,
    PUBLIC_URL: process.env.PUBLIC_URL || `http://localhost:${ports.console}`,
    // The sandbox pushes to the receiver; with an address of one's own, vendors use that.
    CALLBACK_URL: process.env.CALLBACK_URL || process.env.PUBLIC_URL || local(ports.receiver),
    RECEIVER_HOST: '127.0.0.1',
    RECEIVER_PORT: String(ports.receiver),
    TRUSTED_PROXIES: process.env.TRUSTED_PROXIES ?? '',
    // Beside the database's files here; in earnest a place that its owner cannot write.
    AUDIT_HEAD_FILE: join(dataDir, 'audit-heads.jsonl'),
    LOG_LEVEL: process.env.LOG_LEVEL || 'info',
    OUTBOUND_ALLOW: [
      ...Object.values(vendorPorts).map((port) => `127.0.0.1:${port}`),
      ...(process.env.OUTBOUND_ALLOW ? [process.env.OUTBOUND_ALLOW] : []),
    ].join(','),
    SANDBOX_CONTROL_URL: local(control),
    ADMIN_NAME: administratorName,
    ADMIN_PASSWORD: secrets.administratorPassword,
    NEXT_TELEMETRY_DISABLED: '1',
  }
}
