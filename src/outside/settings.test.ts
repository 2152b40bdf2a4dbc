// Every mistake in the settings is said in plain words, and no secret is said with it.

import { describe, expect, it } from 'vitest'
import { readSettings } from './settings.ts'

const read = (environment: Record<string, string>) => readSettings(environment, '/srv/thegither')
const mistakes = (environment: Record<string, string>): string[] => {
  const answer = read(environment)
  return 'mistakes' in answer ? answer.mistakes : []
}
const settings = (environment: Record<string, string>) => {
  const answer = read(environment)
  if ('mistakes' in answer) throw new Error(answer.mistakes.join('\n'))
  return answer.settings
}

describe('settings', () => {
  it('need nothing to be set', () =>
    expect(settings({})).toEqual({
      port: 3000,
      directory: '/srv/thegither/data',
      databaseUrl: null,
      demonstration: true,
      smtpUrl: null,
      mailFrom: 'Thegither <thegither@localhost>',
      address: 'http://localhost:3000',
      trustProxy: false,
      provider: null,
    }))

  it('take what is set, and a blank for nothing', () =>
    expect(
      settings({
        PORT: '8080',
        THEGITHER_DATA: '/var/lib/thegither',
        THEGITHER_DEMO: '0',
        DATABASE_URL: ' postgres://house:secret@db.example/thegither ',
        SMTP_URL: '',
        PUBLIC_URL: 'https://together.example/',
        TRUST_PROXY: '10.0.0.0/8',
        OIDC_ISSUER: 'https://id.example/realm/',
        OIDC_CLIENT_ID: 'thegither',
        OIDC_CLIENT_SECRET: 'hush',
      }),
    ).toMatchObject({
      port: 8080,
      directory: '/var/lib/thegither',
      demonstration: false,
      databaseUrl: 'postgres://house:secret@db.example/thegither',
      smtpUrl: null,
      address: 'https://together.example',
      trustProxy: '10.0.0.0/8',
      provider: {
        issuer: 'https://id.example/realm',
        clientId: 'thegither',
        clientSecret: 'hush',
        name: 'your organisation',
      },
    }))

  it.each([
    [{ PORT: 'http' }, 'PORT must be a number from 0 to 65535. It is “http”.'],
    [{ PORT: '65536' }, 'PORT must be a number from 0 to 65535. It is “65536”.'],
    [{ PORT: '80.5' }, 'PORT must be a number from 0 to 65535. It is “80.5”.'],
    [{ THEGITHER_DEMO: 'yes' }, 'THEGITHER_DEMO must be 0 (start empty) or 1. It is “yes”.'],
    [
      { DATABASE_URL: 'mysql://db.example/x' },
      'DATABASE_URL must be a whole address that begins with postgres:// or postgresql://. It is “mysql://db.example/x”.',
    ],
    [
      { SMTP_URL: 'mail.example:25' },
      'SMTP_URL must be a whole address that begins with smtp:// or smtps://. It is “mail.example:25”.',
    ],
    [
      { PUBLIC_URL: 'together.example' },
      'PUBLIC_URL must be a whole address that begins with https:// or http://. It is “together.example”.',
    ],
    [
      { OIDC_ISSUER: 'https://id.example' },
      'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set together, or none of them.',
    ],
    [
      { OIDC_CLIENT_SECRET: 'hush' },
      'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set together, or none of them.',
    ],
    [
      { OIDC_ISSUER: 'http://id.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'hush' },
      'OIDC_ISSUER must begin with https://. Plain http:// is only for a provider on this machine.',
    ],
    [
      { OIDC_ISSUER: 'http://127.0.0.1.evil.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'hush' },
      'OIDC_ISSUER must begin with https://. Plain http:// is only for a provider on this machine.',
    ],
  ])('say what is wrong with %j', (environment, words) => expect(mistakes(environment)).toEqual([words]))

  it('say every mistake at once', () =>
    expect(mistakes({ PORT: '-1', THEGITHER_DEMO: '2', SMTP_URL: 'x', PUBLIC_URL: 'y' })).toHaveLength(4))

  it.each(['http://127.0.0.1:4000', 'http://localhost:4000', 'http://[::1]:4000'])(
    'take a provider at %s over plain http',
    issuer =>
      expect(settings({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }).provider?.issuer).toBe(
        issuer,
      ),
  )

  it.each([
    'mysql://house:hunter2@db.example/x',
    'mysql://house:a:hunter2@db.example/x',
    'mysql://house:a/hunter2@db.example/x',
    'mysql://house:a@hunter2@db.example/x',
    'mysql://house:a?hunter2@db.example/x',
    'mysql://house:a\nhunter2@db.example/x',
    'mysql://db.example/x?user=house&password=hunter2',
    'postgres://house:hunter2@db.example:port/x',
    'house:hunter2@db.example/x',
  ])('never say the password in %j', address => {
    for (const name of ['DATABASE_URL', 'SMTP_URL', 'PUBLIC_URL', 'OIDC_ISSUER']) {
      const wrong = mistakes({ [name]: address.replace(/^postgres/, name === 'DATABASE_URL' ? 'postgres' : 'ftp') })
      expect(wrong.length).toBeGreaterThan(0)
      expect(wrong.join(' ')).not.toContain('hunter2')
    }
  })
})
