// A coordinator who brings a staff list, in the chat or by the page; and what stands in the tables then.
import { sql } from 'kysely';
import { onTestFinished } from 'vitest';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { type Asked, peopleOf } from '../../src/people/audience.ts';
import { mailDigest } from '../../src/people/mail.ts';
import { type RosterLine, rosterOf } from '../../src/people/roster.ts';
import {
  coordinator,
  enfermera,
  type Hospital,
  type HospitalOptions,
  key,
  nurse,
  openHospital,
  ward,
} from './hospital.ts';
import { ofType } from './slack-drawn.ts';
import { type Visitor, visitor } from './visitor.ts';

export const agency = 'U0AGENCY';
export const retired = 'U0RETIRED';
export const visiting = 'U0VISIT';
export const otherBot = 'U0OTHERBOT';
export const porter = 'U0PORTER';
export const secretWard = 'C0SECRET';

const zone = { locale: 'en-US', tz: 'America/New_York' };
/** Everybody of the hospital, with what their directory says of them. */
const people = [
  { id: nurse, name: 'nora', realName: 'Nora Quinn', mail: 'nora@x.org', title: 'Nurse', ...zone },
  {
    id: enfermera,
    name: 'elena',
    realName: 'Elena Ruiz',
    mail: 'elena@x.org',
    locale: 'es-ES',
    tz: 'Europe/Madrid',
  },
  {
    id: coordinator,
    name: 'carla',
    realName: 'Carla Boyd',
    mail: 'Carla@X.org',
    locale: 'en-GB',
    tz: 'Europe/London',
  },
  { id: porter, name: 'pat', realName: 'Pat Doe', mail: 'pat@x.org', title: 'Porter', ...zone },
  { id: agency, name: 'agnes', realName: 'Agnes Ray', mail: 'agnes@agency.org', guest: true, ...zone },
  { id: retired, name: 'rita', realName: 'Rita Old', mail: 'rita@x.org', deleted: true, ...zone },
  { id: visiting, name: 'vic', realName: 'Vic Far', team: 'T0ELSEWHERE', ...zone },
  { id: otherBot, name: 'gif', realName: 'Gif Bot', bot: true, ...zone },
];
const everybody = [...people.map(({ id }) => id), 'U0LAMP'];

export const digest = mailDigest(makeKeyRing([key]));
export const byMail = (mail: string): string => `mail:${digest(mail)}`;

export type Office = {
  hospital: Hospital;
  carla: Visitor;
  nora: Visitor;
  /** The organisation that the hospital is. */
  organisation: string;
  /** Key, unit, discipline, manager and shift of every line, by key. */
  lines(): Promise<readonly (readonly (string | null)[])[]>;
  lineOf(account: string): Promise<RosterLine | undefined>;
  personOf(account: string): Promise<string | null>;
  asked(name: string): Promise<readonly Asked[]>;
  /** The accounts of the group of this name, sorted; undefined where it is not kept. */
  group(name: string): Promise<readonly string[] | undefined>;
  /** A new link to the page, as the card shows it. */
  link(): Promise<string>;
  /** Moves business time, and lets a tick do its work. */
  later(ms: number): Promise<void>;
};

export async function openOffice(options: HospitalOptions = {}): Promise<Office> {
  const hospital = await openHospital({
    ...options,
    slack: {
      people,
      channels: [
        { id: ward, name: 'ward', members: everybody },
        { id: secretWard, name: 'secret', members: [coordinator], secret: true },
      ],
      ...options.slack,
    },
  });
  onTestFinished(() => hospital.end());
  const { database } = hospital;
  const { id: organisation } = await database.owner
    .selectFrom('organisation')
    .select('id')
    .executeTakeFirstOrThrow();
  const carla = visitor(hospital, coordinator);

  async function personOf(account: string): Promise<string | null> {
    const row = await database.owner
      .selectFrom('account')
      .select('person_id')
      .where('external_id', '=', account)
      .executeTakeFirst();
    return row?.person_id ?? null;
  }
  async function asked(name: string): Promise<readonly Asked[]> {
    const { id, organisation_id: whose } = await database.owner
      .selectFrom('audience')
      .select(['id', 'organisation_id'])
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    return database.within(whose, (tx) => peopleOf(tx, id));
  }

  return {
    hospital,
    carla,
    nora: visitor(hospital, nurse),
    organisation,
    personOf,
    asked,
    async lines() {
      const { rows } = await sql<{ line: (string | null)[] }>`
        select array[key, unit, discipline, manager, shift] as line from roster_entry order by key`.execute(
        database.owner,
      );
      return rows.map(({ line }) => line);
    },
    async lineOf(account) {
      const person = await personOf(account);
      return person === null ? undefined : database.within(organisation, (tx) => rosterOf(tx, person));
    },
    async group(name) {
      const row = await database.owner
        .selectFrom('audience')
        .select('kept')
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.kept ? (await asked(name)).map(({ account }) => account).toSorted() : undefined;
    },
    async link() {
      await carla.command('/lamp staff');
      await carla.press(carla.last(), 'roster.upload');
      const address = ofType(carla.last().blocks, 'link')[0]?.url;
      if (typeof address !== 'string') throw new Error('there is no link');
      return address;
    },
    async later(ms) {
      hospital.clock.now += ms;
      await hospital.house.tick.minute();
      await hospital.settled();
    },
  };
}

export type Sheet = { status: number; text: string; draft: string | undefined };

const sheetOf = async (response: Response): Promise<Sheet> => {
  const text = await response.text();
  return { status: response.status, text, draft: /name="draft" value="([^"]+)"/.exec(text)?.[1] };
};

export const openPage = async (link: string): Promise<Sheet> => sheetOf(await fetch(link));

/** As a browser sends a file. */
export async function sendFile(link: string, file: string | Uint8Array<ArrayBuffer>): Promise<Sheet> {
  const form = new FormData();
  form.set('list', new File([file], 'staff.csv', { type: 'text/csv' }));
  return sheetOf(await fetch(link, { method: 'POST', body: form }));
}

export const sayYes = async (link: string, draft: string | undefined): Promise<Sheet> =>
  sheetOf(await fetch(link, { method: 'POST', body: new URLSearchParams({ draft: draft ?? '' }) }));
