// The tables as migrations/ leaves them. Times are Date on the wire to PostgreSQL and epoch milliseconds in the core.
import type { ColumnType, Generated } from 'kysely';

type Id = string;

/** Which page an upload link opens. */
export type Opens = 'staff-list' | 'calendar';

export type Tables = {
  organisation: { id: Id; name: string; created_at: Date };
  workspace: {
    id: Id;
    organisation_id: Id;
    platform: string;
    external_id: string;
    enterprise_id: string | null;
    name: string;
    removed_at: Date | null;
  };
  person: {
    id: Id;
    organisation_id: Id;
    language: string;
    time_zone: string;
    country: string | null;
    reach_account_id: Id | null;
    created_at: Date;
    language_chosen: Generated<boolean>;
    zone_chosen: Generated<boolean>;
    quiet_from: ColumnType<number | null, number | null | undefined, number | null>;
    quiet_until: ColumnType<number | null, number | null | undefined, number | null>;
  };
  account: {
    id: Id;
    organisation_id: Id;
    workspace_id: Id;
    person_id: Id;
    external_id: string;
    talk: string | null;
    guest: boolean;
    profile_at: Date | null;
    came_as: ColumnType<Id | null, Id | null | undefined, Id | null>;
    mail: ColumnType<string | null, string | null | undefined, string | null>;
    deactivated_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    welcomed_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  };
  role_held: {
    organisation_id: Id;
    person_id: Id;
    role: string;
    account_id: Id | null;
    until: ColumnType<Date | null, Date | null | undefined, Date | null>;
    name: ColumnType<string | null, string | null | undefined, string | null>;
  };
  consent: {
    organisation_id: Id;
    person_id: Id;
    account_id: Id | null;
    kind: string;
    agreed: boolean;
    said_at: Date;
  };
  feature_switch: {
    organisation_id: Id;
    feature: string;
    is_on: boolean;
    introduced_at: Date | null;
    telling: Generated<boolean>;
  };
  audit: {
    id: Id;
    organisation_id: Id;
    what: string;
    by_account: Id | null;
    by_name: string | null;
    whose_account: Id | null;
    whose_name: string | null;
    details: ColumnType<unknown, string, string>;
    at: Date;
  };
  inbox: { organisation_id: Id; workspace_id: Id; identity: string; received_at: Date };
  delivery: {
    id: Id;
    place: Generated<number>;
    organisation_id: Id;
    kind: string;
    urgent: boolean;
    talk: string;
    once: string | null;
    payload: Buffer;
    state: 'new' | 'sending' | 'sent' | 'unreachable' | 'dead';
    attempts: Generated<number>;
    created_at: Date;
    due_at: Date;
    lease_until: Date | null;
    platform: string | null;
    account_id: Id | null;
    conversation: string | null;
    message: string | null;
    problem: string | null;
    bound_to: Id | null;
    first_talk: ColumnType<string | null, string | null | undefined, string | null>;
    why: Generated<string>;
    counts_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    by_workspace: Generated<Id>;
    lease: ColumnType<Id | null, Id | null | undefined, Id | null>;
    expires_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    in_place_of: ColumnType<string | null, string | null | undefined, string | null>;
  };
  checkin: {
    id: Id;
    organisation_id: Id;
    person_id: Id;
    account_id: Id | null;
    sealed: Buffer;
    bound_to: Id | null;
    answered_at: Date;
    changed_at: Date;
  };
  timer: {
    id: Id;
    organisation_id: Id;
    feature: string;
    name: string;
    subject: string;
    person_id: Id | null;
    due_at: Date | null;
    was_due_at: Date | null;
    attempts: Generated<number>;
    problem: string | null;
  };
  person_hours: {
    id: Generated<Id>;
    person_id: Id;
    organisation_id: Id;
    account_id: Id | null;
    pattern: string | null;
    weekdays_off: Generated<number[]>;
    days_off: Generated<Date[]>;
    paused_until: Date | null;
    sleep_hours: number | null;
    changed_at: Date;
  };
  holiday: { organisation_id: Id; day: Date };
  shift_calendar: {
    id: Id;
    organisation_id: Id;
    person_id: Id;
    account_id: Id | null;
    sealed: Buffer | null;
    bound_to: Id | null;
    shifts: ColumnType<{ start: string; end: string }[], string | undefined, string>;
    known_until: Date | null;
    read_at: Date | null;
    is_awaited: boolean;
    problem: string | null;
    failing_since: Date | null;
    due_at: Date | null;
    lease: Id | null;
    lease_until: Date | null;
  };
  checkin_plan: {
    id: Id;
    organisation_id: Id;
    audience_id: Id;
    days: number[];
    at: string;
    starts: 'time' | 'shift';
    questions: ColumnType<unknown, string, string>;
    language: string;
    state: 'draft' | 'on';
    made_by: Id | null;
    made_at: Date;
  };
  checkin_invited: { plan_id: Id; organisation_id: Id; workspace_id: Id; account: string };
  checkin_enrolment: {
    plan_id: Id;
    organisation_id: Id;
    person_id: Id;
    account_id: Id | null;
    shift_end: Generated<boolean>;
    paused_until: Date | null;
    last_day: Date | null;
    next_day: Date | null;
    zone: string;
    planned_at: Date;
    said_at: Date;
  };
  checkin_prompt: {
    id: Id;
    plan_id: Id;
    organisation_id: Id;
    person_id: Id;
    day: Date;
    state: 'open' | 'answered' | 'skipped' | 'closed' | 'missed';
    asked_at: Date;
    closes_at: Date;
    checkin_id: Id | null;
  };
  mood_counts: { person_id: Id; organisation_id: Id; account_id: Id | null; since: Date };
  climate: {
    organisation_id: Id;
    month: Date;
    release: ColumnType<unknown, string, string>;
    changes: ColumnType<unknown, string, string>;
    made_at: Date;
  };
  climate_counted: { organisation_id: Id; person_id: Id; month: Date; unit: string | null };
  installation: {
    id: Id;
    organisation_id: Id;
    workspace_id: Id;
    sealed: Buffer;
    installed_at: Date;
    expires_at: Date | null;
  };
  install_used: { state: Buffer; expires_at: Date };
  help_line: { id: Id; organisation_id: Id; line: ColumnType<unknown, string, string>; created_at: Date };
  help_country: { organisation_id: Id; country: string };
  help_line_check: { organisation_id: Id; line: string; checked_on: string };
  link_code: {
    id: Id;
    organisation_id: Id;
    kind: 'workspace' | 'account';
    workspace_id: Id;
    account_id: Id;
    digest: string;
    expires_at: Date;
  };
  roster: {
    id: Id;
    organisation_id: Id;
    workspace_id: Id;
    way: 'file' | 'pasted' | 'directory';
    key_id: string;
    taken_at: Date;
  };
  roster_entry: {
    roster_id: Id;
    organisation_id: Id;
    key: string;
    unit: string | null;
    discipline: string | null;
    manager: string | null;
    shift: string | null;
  };
  roster_draft: {
    id: Id;
    organisation_id: Id;
    account_id: Id;
    way: 'file' | 'pasted' | 'directory';
    sealed: Buffer | null;
    against: Id | null;
    made_at: Date;
    due_at: Date | null;
    lease: Id | null;
    lease_until: Date | null;
  };
  upload_link: {
    digest: string;
    organisation_id: Id;
    account_id: Id;
    expires_at: Date;
    opens: Generated<Opens>;
    used_at: Date | null;
  };
  export_link: {
    digest: string;
    organisation_id: Id;
    account_id: Id;
    expires_at: Date;
    used_at: Date | null;
  };
  tombstone: { organisation_id: Id; workspace_id: Id; digest: string; made_at: Date };
  audience: {
    id: Id;
    organisation_id: Id;
    name: string;
    source: 'conversation' | 'list' | 'roster';
    workspace_id: Id;
    conversation: string | null;
    unit: string | null;
    discipline: string | null;
    guests: boolean;
    kept: Generated<boolean>;
    made_by: Id | null;
    made_at: Date;
    left_out: ColumnType<unknown, string | undefined, string>;
    followed_at: Date | null;
    due_at: Date | null;
    lease: Id | null;
    lease_until: Date | null;
    problem: string | null;
  };
  audience_named: { audience_id: Id; organisation_id: Id; key: string };
  audience_member: { audience_id: Id; organisation_id: Id; workspace_id: Id; account: string };
};
