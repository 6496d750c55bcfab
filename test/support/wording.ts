// What no text may say to the people who read it, found by its words.
import type { Language } from '../../src/words/speak.ts';

const whole = (words: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(${words})(?![\\p{L}\\p{N}])`, 'iu');

/** Whoever reads this must not feel watched over, judged, or promised what no machine can hold; and no word of our own trade. */
const forbidden: Readonly<Record<Language, readonly RegExp[]>> = {
  en: [
    whole(
      'monitor\\p{L}*|watch(es|ed|ing)?|surveil\\p{L}*|(keeps?|kept|keeping) track|track(s|ed|ing)|detect\\p{L}*|diagnos\\p{L}*',
    ),
    whole('untraceable|(cannot|can’t|never|impossible to) (be )?traced?|guarantee\\p{L}*'),
    whole('100 ?%|(100|a hundred|one hundred) per ?cent'),
    whole(
      '(completely|fully|totally|entirely|perfectly|absolutely|truly|strictly) (anonym|private|confidential|safe|secure|secret)\\p{L}*',
    ),
    whole('(someone|somebody|we) (will|is going to|are going to) (see|read|notice)'),
    whole(
      'ballots?|floors?|cuts?|rosters?|instruments?|waves?|climates?|releas(e|es|ed|ing)|guard(s|ed)?|hash(es|ed)?',
    ),
  ],
  es: [
    whole(
      'monitor\\p{L}*|vigil\\p{L}*|(est[áa]\\p{L}*|al) pendientes?|rastre\\p{L}*|detect\\p{L}*|diagn[oó]stic\\p{L}*',
    ),
    whole('irrastreables?|garant[ií]\\p{L}*|100 ?%|(100|cien) por cien(to)?'),
    whole(
      '(completa|total|plena|absoluta|entera|perfecta|estricta)mente (an[oó]nim|privad|confidencial|segur|secret)\\p{L}*',
    ),
    whole('alguien (lo |la |te )?(verá|leerá|notará|va a (ver|leer|notar)\\p{L}*)'),
    whole(
      'papeletas?|urnas?|pisos?|suelos?|umbral(es)?|cortes?|padr[oó]n|n[oó]minas?|censos?|instrumentos?|oleadas?|olas?|climas?',
    ),
    whole('liberaci(ó|o)n(es)?|guardi[áa]n(es)?|hash(es)?|ballots?|rosters?|releases?'),
  ],
};

/** What says that nobody does. */
const honest: Readonly<Record<Language, RegExp>> = {
  en: /Nobody is watching (this box|what you write)\./g,
  es: /Nadie está pendiente de lo que escribes( aquí)?\./g,
};

export const claims = (language: Language, said: string): boolean =>
  forbidden[language].some((pattern) => pattern.test(said.replace(honest[language], '')));

/** Where a sentence begins: what stands there as usted’s imperative is none of somebody else’s verbs (`lo que se abra`). */
const atBeginning = (words: string): RegExp =>
  new RegExp(`(?:^|[.:;!?¡¿«]\\s*|por favor,? |^no |[.:;!?] no )(${words})(?!\\p{L})`, 'iu');

/** Verbs that the bot asks for, without the ending that tells tú from usted; with the pronouns that hang on them. */
const usted = [
  'pulse|presione|toque|escriba|elija|escoja|seleccione|envíe|mande|espere|vuelva|abra|cierre|pida|llame|ponga|haga|guarde',
  'invite|traiga|quite|use|siga|añada|agregue|acorte|responda|conteste|mire|introduzca|indique|compruebe|revise|recuerde',
  'lea|copie|pegue|suba|acuda|confirme|continúe|hable|cuente|tómese|diga|dé|intente|pruebe|empiece|comience|contacte',
  '(inténte|escríba|envíe|ábra|ciérre|pída|lláme|pónga|hága|guárde|díga|dé|mánde|tóme|síga|pruébe|cópie|pégue)(lo|la|los|las|le|les|me|se|nos|melo|selo)',
].join('|');

/** Spanish says tú to everybody, so that nobody is spoken to as a stranger here and as a colleague there. */
const otherwise: readonly RegExp[] = [
  whole('usted(es)?|vosotr[oa]s|vuestr[oa]s?|vos|sos|tenés|podés|querés'),
  // Verbs of vosotros; seis, dieciséis and además are none.
  whole('\\p{L}+áis|(?!dieciséis|veintiséis)\\p{L}+éis'),
  atBeginning(usted),
  whole('si (lo |la )?(desea|quiere|necesita|prefiere)'),
  /¿\s*(desea|quiere|necesita|prefiere|puede|está segur|(cómo|dónde) (se )?(está|siente|encuentra)\s*(ahora|hoy|usted|\?))/iu,
  /(?:^|[.:;!?]\s*)sus? (respuesta|cuenta|código|archivo|nota|mensaje|enlace|lista|palabra|conversación)/iu,
  whole('gracias por sus? \\p{L}+'),
  whole('le (escrib|pregunt|muestr|mostrar|ayud|avis|respond)\\p{L}*'),
];

/** Whether somebody is spoken to as usted, vosotros or vos. */
export const addressesOtherwise = (said: string): boolean => otherwise.some((pattern) => pattern.test(said));
