// Every word that a person can read, in English. One line each, grouped by where it appears.
// ICU MessageFormat: {name}, {n, plural, one {…} other {…}}, {day, date, day}, {time, time, clock}.
export const en = {
  // Anywhere
  'any.help': 'Get help now',
  'any.close': 'Close',
  'any.done': 'Done',
  'any.open': 'Open',
  'any.open-again': 'This took a moment too long to open. Nothing is lost: press the button.',
  'any.not-now': 'Not now',
  'any.save': 'Save',
  'any.not-yours':
    'This is for coordinators. Nothing has changed. If you need it, ask the person who runs the programme.',
  'any.moment': '{at, date, day}, {at, time, clock}',
  'any.unwatched': 'Nobody is watching this box. For urgent help press “Get help now”.',

  // The bot itself
  'bot.open': 'Press the button to begin. Only you will see it.',
  'bot.open-privately': 'I answer this in private. Press the button; only you will see what opens.',
  'bot.not-saved':
    'I could not save that just now. Nothing was kept. Please try again in a minute. Sending it twice does no harm.',
  'bot.late':
    'This took too long, and I cannot tell whether it was kept. Please try again in a minute. Sending it twice does no harm.',
  'bot.home-later':
    'I cannot reach what you kept here just now. Nothing of it is lost. Please open this page again in a minute.',
  'bot.fault':
    'Something went wrong on my side, and nothing was kept. Please try again. If it happens again, tell whoever runs the programme this code: {reference}.',
  'bot.slow-down':
    'That was a lot at once. Nothing of the last one was kept. Please wait a minute, then go on.',
  'bot.busy':
    'Many people are here at this moment, and I could not take this in. Nothing was kept. Please try again in a minute.',
  'bot.kept-already': 'This was kept already. There is nothing more to do.',
  'bot.gone': 'This button no longer does anything. Nothing has changed.',
  'bot.gone-next': 'Type “help” to see what I can do.',
  'home.title': 'Lamplight: peer support',

  // Microsoft Teams
  'teams.below': 'I answered you in a new message below.',
  'teams.in-own-talk': 'I answered you in our own talk. The people here do not see it.',
  'teams.no-talk':
    'I cannot write to you yet. In Teams, open Apps, look for Lamplight and add it. Then press this again.',
  'teams.not-opened': 'I could not open that just now. Nothing is lost. Please press it again in a minute.',
  'teams.closed': 'Closed.',

  // Answers that cannot be taken, said at the field
  'refused.empty': 'Please answer this one.',
  'refused.too-short': 'Please write at least {least, plural, one {# character} other {# characters}}.',
  'refused.too-long':
    'This is {sent, number} characters long; {most, number} fit. Your words are still here: please shorten them.',
  'refused.unreadable':
    'This holds a character that cannot be kept. Your words are still here: please take out anything unusual and send it again.',
  'refused.not-offered': 'Please choose one of the answers shown.',
  'refused.not-a-number': 'Please write a number, such as 3.',
  'refused.not-whole': 'Please write a whole number, such as 3.',
  'refused.too-small': 'Please write a number of at least {least, number}.',
  'refused.too-large': 'Please write a number of at most {most, number}.',
  'refused.not-a-date': 'Please choose a day from the calendar.',
  'refused.not-a-time': 'Please write a time such as 19:30.',

  // Commands, as help lists them
  'command.help': 'Help',
  'command.help-hint': 'what I can do',
  'command.helpnow-hint': 'crisis lines, at any hour',
  'command.checkin': 'Check in',
  'command.checkin-hint': 'how are you, right now? I show it to you alone',
  'command.settings': 'Settings',
  'command.settings-hint': 'language, time zone, quiet hours, and what I send you',
  'command.admin': 'Programme',
  'command.admin-hint': 'for coordinators: the set-up, and which workspaces are one programme',
  'command.lines': 'Help lines',
  'command.lines-hint': 'for coordinators: your own lines, and which ones need a check',
  'command.staff': 'Staff list',
  'command.staff-hint': 'for coordinators: who works where, from a file of yours or the directory',
  'command.audiences': 'Groups of people',
  'command.audiences-hint': 'for coordinators: whom I ask, from a channel or a list',
  'command.reports': 'How teams are doing',
  'command.reports-hint': 'once a month, of those who let their mood count',
  'command.count': 'Count my mood, or not',
  'command.count-hint': 'whether your mood counts when I tell how teams are doing',
  'command.schedule': 'Planned check-ins',
  'command.schedule-hint': 'ask a group how they are, on days that you choose',

  // Help
  'help.summary': 'What I can do for you',
  'help.title': 'What I can do for you',
  'help.what':
    'I am Lamplight, a bot for people who work in health care. I ask how you are and help you find somebody. I am not a therapist, and I give no medical advice.',
  'help.private':
    'Your answers are kept locked, and I show them to you alone. The chat app itself carries what you press and type here.',
  'help.unknown': 'I do not know that word. This is what I can do:',
  'help.did-you-mean': 'I do not know that word. Did you mean “{verb}”?',

  // Get help now
  'helpnow.title': 'Get help now',
  'helpnow.summary': 'People you can reach right now',
  'helpnow.danger': 'Is somebody in danger? Call {number}.',
  'helpnow.danger-anywhere': 'Is somebody in danger? Call your local emergency number.',
  'helpnow.own': 'At your workplace',
  'helpnow.lines': 'In {country}',
  'helpnow.choose': 'Where are you? I will show the lines for that country.',
  'helpnow.other-country': 'Another country',
  'helpnow.private':
    'I tell nobody that you asked. These lines are run by other people, not by your employer or by me.',
  'helpnow.private-own':
    'I tell nobody that you asked. The lines of your workplace are run by your employer; the others are not.',
  'helpnow.shared': 'Everybody here can read this. To ask in private, write to me directly.',
  'line.call': 'Call',
  'line.text': 'Text',
  'line.text-word': 'Text {word} to',
  'line.chat': 'Chat or read',
  'line.always': 'Day and night',
  'line.every-day': 'Every day, {from} to {to} ({place} time)',
  'line.weekdays': 'Monday to Friday, {from} to {to} ({place} time)',
  'line.checked': 'As of {day, date, day}',

  // Help lines: for coordinators
  'lines.title': 'Help lines',
  'lines.state':
    '{old, plural, =0 {All {all, number} lines were checked in the last 90 days.} one {# of {all, number} lines has not been checked for more than 90 days. It still shows.} other {# of {all, number} lines have not been checked for more than 90 days. They still show.}}',
  'lines.add': 'Add your own line',
  'lines.countries': 'Countries we serve',
  'lines.countries-which': 'For which countries should coordinators look after the lines?',
  'lines.countries-help':
    'None chosen means all of them. People always see the lines of the country that they choose.',
  'lines.more': 'Show more lines',
  'lines.source': 'Where to check it',
  'lines.checked': 'I checked it today',
  'lines.remove': 'Remove',
  'lines.remove-sure': '“{name}” will no longer show when somebody asks for help.',
  'lines.note': 'Call or open the page of a line before you say that it was checked.',
  'lines.name': 'Name of the line',
  'lines.call': 'Number to call',
  'lines.call-wrong': 'Please write a phone number: digits, spaces and + ( ) - . /',
  'lines.chat': 'Page or chat',
  'lines.chat-help': 'An address that begins with https://',
  'lines.chat-wrong': 'Please write an address that begins with https://',
  'lines.no-way': 'Please give a number or an address, so that people can reach the line.',
  'lines.when': 'Whom it is for, and when it is open',
  'lines.when-help': 'For example: all staff, day and night',
  'lines.save': 'Save this line',
  'lines.save-countries': 'Save',
  'lines.old-summary': 'Some help lines need a check',
  'lines.old':
    '{old, plural, one {# help line has} other {# help lines have}} not been checked for more than 90 days. {old, plural, one {It still shows} other {They still show}} when somebody asks for help. Please look at {old, plural, one {it} other {them}} when you have ten minutes.',

  // What is kept of somebody
  'command.privacy': 'Privacy',
  'command.privacy-hint': 'what I keep of you, who sees it, and how to erase it',
  'command.export-hint': 'a copy of all that I keep of you',
  'command.erase-hint': 'erase all that I keep of you',
  'privacy.title': 'What I keep of you',
  'privacy.kept': 'What I keep',
  'privacy.kept-what':
    'Your check-ins, locked. The id of your account, your language, time zone, quiet hours and roles, what you let me send you, and your country if you chose one. The shifts and days off that you told me, also by calendar (times only), and which planned check-ins you said yes to. If a coordinator brought them: your line in the staff list, and your groups. No name and no picture; of your mail address only a scrambled form.',
  'privacy.sees': 'Who sees it',
  'privacy.sees-what':
    'I show your check-ins to you alone. Coordinators do not see them. They bring the staff list and choose the groups. Only if you let your mood count is it part of rough numbers about five people or more.',
  'privacy.chat': 'Slack, Microsoft and your employer',
  'privacy.chat-what':
    'They can see that you use me. Slack or Microsoft carries every press and every word. What you type to me stays in the chat, and your employer may be able to copy it. What you answer in a window or a form is not posted there.',
  'privacy.server': 'Whoever runs my server',
  'privacy.server-what':
    'They hold the key, so they could open your check-ins. A thief of the database without the key could not.',
  'privacy.long': 'How long',
  'privacy.long-what':
    'Check-ins for 12 months. Notes of messages that I sent you for 35 days. If your account is switched off and I am told, all of it is erased within 30 days. The rest until it is changed, or until you erase it.',
  'privacy.export': 'Get a copy',
  'privacy.erase': 'Erase all of it',
  'export.open': 'Open the page with your copy',
  'export.how': 'The page is there for 15 minutes, and gives you the file once.',
  'export.alone':
    'Keep the link to yourself: whoever opens it gets all that I keep of you. I do not send the file by chat, because your employer could copy it there.',
  'export.nowhere':
    'I cannot give you a file, because I have no web address here. Ask whoever runs my server to set PUBLIC_URL, then try again. Nothing is lost: your check-ins are still under “checkin history”.',
  'export.about': 'All that Lamplight kept of you when this file was made. Times are in UTC.',
  'export.page-what': 'The file holds all that I keep of you, in a form that other programs can read (JSON):',
  'export.page-checkins': 'your check-ins, with what you wrote',
  'export.page-person':
    'your accounts, language, time zone, quiet hours, country and roles, and what you let me send you',
  'export.page-lists': 'your line in the staff list, and the groups that you are in or have made',
  'export.page-messages': 'messages on their way to you, and notes of those that I sent',
  'export.page-take': 'Download the file',
  'export.page-once':
    'This works once. Close the page afterwards, most of all on a computer that others use.',
  'export.page-later':
    'I could not make the file just now. Nothing is lost. Please open the link again in a minute.',
  'export.page-unknown': 'There is nothing at this address. Write “export” to me to get a new link.',
  'export.page-expired': 'This link was good for 15 minutes. Write “export” to me to get a new one.',
  'export.page-used':
    'This link was used already. If that was not you, write “export” to me and tell whoever runs the programme.',
  'erase.what':
    'All that I keep of you will be gone: check-ins, accounts, roles, codes and links, messages to you, your place in groups, and your line in the staff list. This cannot be undone.',
  'erase.unlinked':
    'All that you told me stands under your account, so I find all of it. One thing I cannot find: a line in the staff list under a mail address that I never knew to be yours.',
  'erase.stays':
    'A mark stays that names nobody, so that I do not ask you again on my own. Slack or Microsoft keeps its own copy of our chat; I cannot erase that. Backups may hold the rest for 35 days more. A new staff list may name you again.',
  'erase.again': 'You can come back at any time: write to me, and we begin anew.',
  'erase.sure': 'Are you sure?',
  'erase.sure-statement': 'Yes, erase all that you keep of me.',
  'erase.yes': 'Erase',
  'erase.last': 'You are the only coordinator. Without you nobody runs this programme.',
  'erase.next': 'Who takes over?',
  'erase.next-help': 'They become a coordinator, and I tell them so.',
  'erase.nobody': 'Or nobody',
  'erase.nobody-sure': 'Nobody takes over. I know that the programme then has no coordinator.',
  'erase.next-or-nobody': 'Please choose who takes over, or say below that nobody does.',
  'erase.next-yourself': 'That is you. Please choose somebody else, or say below that nobody takes over.',
  'erase.next-leader': 'They lead a unit, so they cannot run this programme. Please choose somebody else.',
  'erase.done-title': 'All of it is erased',
  'erase.done': 'I keep no check-in, no account, no role and no message of yours any more.',
  'erase.named':
    'You are a coordinator of this programme from now on. The one before you has left and named you.',

  // Joining and leaving
  'command.about': 'What is this?',
  'command.about-hint': 'what I am, who sees what, and how to stop',
  'command.messages-hint': 'choose what I send you by myself',
  'command.stop-hint': 'I send you nothing by myself any more',
  'membership.title': 'Hello, I am Lamplight',
  'membership.what':
    'I am a bot for people who work in health care. I ask how you are, and show you where you find help.',
  'membership.what-not': 'I give no therapy and no medical advice. Nobody is watching what you write.',
  'membership.who-sees':
    'I show your answers to you alone, not to your boss. The chat app carries them, and whoever runs my server holds the key.',
  'membership.stop':
    'Write “stop”, and I no longer write to you by myself. Write “erase”, and I delete what I keep of you.',
  'membership.question': 'May I write to you by myself, at most three times a week?',
  'membership.yes': 'Count me in',
  'membership.choose': 'Choose what I get',
  'membership.choose-which': 'What may I send you by myself?',
  'membership.choose-help': 'What you do not tick does not come.',
  'kind.checkins': 'Check-ins',
  'kind.checkins-help': 'I ask how you are, when your programme plans it.',
  'kind.news': 'News',
  'kind.news-help': 'I tell you when there is something new here.',
  'membership.gets': 'What I send you by myself',
  'membership.gets-yes': 'I send it',
  'membership.gets-no': 'I do not send it',
  'membership.in': 'You are in',
  'membership.in-what':
    'I ask how you are when your programme plans it, and tell you when there is something new here. Nothing of it comes in your quiet hours.',
  'membership.in-now': 'You need not wait for me: check in whenever you like.',
  'membership.change': 'You can change this at any time in the settings.',
  'membership.not-now': 'All right, not now',
  'membership.nothing':
    'I will not write to you by myself, except about your own account, or a task that you took on here.',
  'membership.still': 'All that you ask me for still works, and so does “Get help now”.',
  'membership.stop-all': 'Stop everything',
  'membership.stopped': 'I have stopped',
  'membership.stays': 'What I keep of you stays until you erase it.',
  'membership.chosen': 'Your choice is kept',

  // A workspace, and one-time codes
  'place.slack': 'Slack, {workspace}',
  'place.teams': 'Microsoft Teams, {workspace}',
  'link.code': 'Your code:',
  'link.lives': 'It works once, for {minutes, plural, one {# minute} other {# minutes}}.',
  'link.have': 'I have a code',
  'link.type': 'The code',
  'link.type-help': 'Eight letters and digits, such as 7K3M-Q9ZD. Capitals and dashes do not matter.',
  'link.next': 'Next',
  'link.refused':
    'This code does not work. It may be mistyped, used already, or older than {minutes, plural, one {# minute} other {# minutes}}. Nothing has changed. You can make a new code and try again.',
  'link.own': 'You made this code with this very account. Please type it in your other account.',
  'link.one': 'These two accounts are you already. Nothing has changed.',
  'link.place':
    'A link is between two different workspaces. With this one you would have two accounts in the same workspace. Nothing has changed.',
  'link.leader':
    'One of these accounts leads a unit, and the other runs the programme. Nobody does both, so I cannot link them. Ask a coordinator to take one of the two away. Nothing has changed.',
  'link.busy':
    'Your other account is in the middle of something. Nothing has changed. Please send this again in a moment.',

  // Settings
  'settings.title': 'Settings',
  'settings.language': 'Language',
  'settings.language-change': 'Change language',
  'settings.language-which': 'Which language shall I use?',
  'settings.as-slack': 'as in Slack',
  'settings.as-teams': 'as in Teams',
  'settings.as-chat': 'as in the chat app',
  'settings.country': 'Country, for help lines',
  'settings.country-change': 'Change country',
  'settings.country-which': 'For which country shall I show help lines?',
  'settings.country-help': 'I show them when you press “Get help now”.',
  'settings.country-none': 'None chosen',
  'settings.zone': 'Time zone',
  'settings.zone-change': 'Change time zone',
  'settings.zone-is': '{city}, where it is {at, time, clock} now',
  'settings.zone-which': 'A large city in your time zone',
  'settings.zone-help': 'For example: Chicago or Madrid. Leave it empty, and I use the one of the chat app.',
  'settings.zone-unknown':
    'I do not know a time zone by that name. Please write a larger city in the same one, such as Chicago or Madrid.',
  'settings.zone-near': 'I do not know that one. Did you mean {near}? Please write the one that is yours.',
  'settings.quiet': 'Quiet hours',
  'settings.quiet-change': 'Change quiet hours',
  'settings.quiet-from': '{from, time, clock} to {until, time, clock}',
  'settings.quiet-none': 'No quiet hours',
  'settings.quiet-what': 'When shall I leave you in peace?',
  'settings.quiet-begin': 'From',
  'settings.quiet-end': 'Until',
  'settings.quiet-or': 'Or none',
  'settings.quiet-help': 'What I send by myself waits until then. What you ask for comes at any hour.',
  'settings.quiet-missing': 'Please choose a time, or tick “No quiet hours”.',
  'hours.shifts': 'Your shifts',
  'hours.shifts-none': 'I do not know them',
  'hours.shifts-change': 'Tell me my shifts',
  'hours.shifts-which': 'When do you work?',
  'hours.shifts-help': 'Days and times, the same every week. Leave it empty if you would rather not say.',
  'hours.shifts-example': 'nights Mon to Wed, 19:00 to 07:30',
  'hours.shifts-what': 'After a night shift I let you sleep. A day without a shift counts as a day off.',
  'hours.sleep': 'Hours of sleep after a night shift',
  'hours.wrong-no-days':
    'I found no days in “{part}”. Nothing has changed. You can write it like this: {example}',
  'hours.wrong-no-times':
    'I found no times in “{part}”. Nothing has changed. You can write it like this: {example}',
  'hours.wrong-word':
    'I do not understand “{part}”. Nothing has changed. You can write it like this: {example}',
  'hours.off': 'Days off',
  'hours.off-none': 'None told',
  'hours.off-on': '{at, date, day}',
  'hours.off-from': '{from, date, day} to {until, date, day}',
  'hours.off-change': 'Change my days off',
  'hours.off-weekdays': 'Every week on these days',
  'hours.off-first': 'And from this day',
  'hours.off-last': 'up to and with this day',
  'hours.off-what': 'On days off I send you nothing that you did not ask for.',
  'hours.off-several': 'Until now you told me: {days}. What you save here takes its place.',
  'hours.off-order': 'The last day comes before the first. Please change one of them.',
  'hours.off-long': 'Please choose at most {most, number} days at once. For longer, pause everything.',
  'hours.pause': 'Pause',
  'hours.pause-none': 'Not paused',
  'hours.paused': 'Until {at, date, day}',
  'hours.pause-change': 'Pause everything',
  'hours.pause-what': 'Until that day I send you nothing that you did not ask for.',
  'hours.pause-until': 'Until when?',
  'hours.pause-help': 'Leave it empty to end a pause.',
  'calendar.use': 'Use my calendar',
  'calendar.change': 'Change the calendar',
  'calendar.forget': 'Forget the calendar',
  'calendar.known':
    'From your calendar: {ahead, plural, =0 {no shift to come} one {# shift to come} other {{ahead, number} shifts to come}}. I read it on {at, date, day}, {at, time, clock}.',
  'calendar.next': 'The next one begins on {at, date, day}, {at, time, clock}.',
  'calendar.awaited': 'I am reading your calendar, and write to you when I have.',
  'calendar.beside': 'The shifts that you typed count too: {shifts}.',
  'calendar.trouble': 'Since {since, date, day} I cannot read it.',
  'calendar.trouble-then':
    'The shifts that I know count until they are over. I try again every six hours. You can give me another address, or a file.',
  'calendar.unreachable':
    'Nobody answers at that address, or it is not open to everybody: inside a hospital’s own network I cannot read one.',
  'calendar.refused': 'At that address it is not handed out.',
  'calendar.too-large': 'It is larger than 1 MB.',
  'calendar.no-calendar': 'What stands there is not a calendar that I can read (iCalendar, .ics).',
  'calendar.too-many': 'It has more than 5,000 entries.',
  'calendar.too-long': 'It took too long to read it.',
  'calendar.what':
    'I read when each entry begins and ends, and keep nothing else of your calendar: no titles, no places, no names.',
  'calendar.counts':
    'Entries from 2 to 30 hours long count as shifts. Whole days do not, nor does what is marked as free. A calendar that holds only your shifts is best.',
  'calendar.address': 'Address of your calendar',
  'calendar.address-help':
    'It begins with https:// or webcal://. I keep it sealed and read it every six hours until you press “Forget the calendar” or give me another. I also forget it if I cannot read it for 60 days. Left empty, nothing changes.',
  'calendar.address-wrong':
    'I can read an address that begins with https:// or webcal://, with no name, password or port in it. Nothing has changed.',
  'calendar.file': 'Give a file instead',
  'calendar.file-link': 'Open the page for my file',
  'calendar.file-how':
    'There you choose a calendar file (.ics). The link works once, for 15 minutes, for you alone.',
  'calendar.message': 'About your settings',
  'calendar.read': 'I have read your calendar.',
  'calendar.unread':
    '{count, plural, one {# entry in it I could not read. I left it out.} other {{count, number} entries in it I could not read. I left them out.}}',
  'calendar.not-read': 'I could not read your calendar.',
  'calendar.not-kept': 'I have not kept that address. What you told me before still counts.',
  'calendar.not-kept-address':
    'I have not kept that address. I keep the one that you gave me before, and go on reading it.',
  'calendar.not-kept-file': 'I have not kept that address. The shifts from your file still count.',
  'calendar.try': 'In the settings you can give me another address or a file, or type your shifts.',
  'calendar.page-title': 'Your shifts from a file',
  'calendar.page-file': 'Your calendar file',
  'calendar.page-help':
    'A file that ends in .ics, at most 1 MB. Times in it that name no time zone count in yours as your settings have it now. If that changes, please give me the file again.',
  'calendar.page-send': 'Read the file',
  'calendar.page-kept':
    'I have read {ahead, plural, one {# shift to come} other {{ahead, number} shifts to come}} and kept when each begins and ends. The file is not kept.',
  'calendar.page-none': 'There is no shift to come in that file. Nothing has changed.',
  'calendar.page-used': 'A file was brought by this link already. Please ask for a new one in the chat.',
  'settings.quiet-same': 'Both times are the same. Please change one, or tick “No quiet hours”.',
  'settings.sends': 'What I send you by myself',
  'settings.sends-nothing': 'Nothing',
  'settings.accounts':
    '{count, plural, one {I know you by this account:} other {These {count, number} accounts are you:}}',
  'settings.this-one': 'you are here',
  'settings.reached': 'When I write to you, I write here: {account}.',
  'settings.reached-latest': 'When I write to you, I write to an account that you used lately.',
  'settings.reach': 'Where to reach me',
  'settings.reach-which': 'Where shall I write to you?',
  'settings.reach-latest': 'An account that I used lately',
  'settings.link': 'Link my other account',
  'settings.code-how':
    'Write “settings” to me from your other account, press “I have a code” and type it there.',
  'settings.code-warning':
    'Use it only between two accounts of your own. Whoever can use either account then sees the check-ins of both.',
  'settings.confirm-title': 'Link two accounts',
  'settings.confirm':
    'Your account here ({mine}) and the account that made this code ({other}) become one person.',
  'settings.confirm-history':
    'Check-ins of both become one history, and you see it in both. I ask you once, not twice.',
  'settings.confirm-roles': 'What you may do by one of them you may do by both.',
  'settings.confirm-both':
    'Whoever can use either account sees the check-ins of both. Go on only if both are yours.',
  'settings.confirm-undo': 'You can undo this at any time. Each account then takes along what came by it.',
  'settings.confirm-yes': 'Both are mine: link',
  'settings.linked-title': 'Your accounts are linked',
  'settings.linked': 'Your accounts are one now: {one} and {other}.',
  'settings.linked-not-you':
    'If this was not you: open the settings, unlink the other account, and tell whoever runs the programme.',
  'settings.unlink': 'Unlink',
  'settings.unlink-title': 'Unlink this account?',
  'settings.unlink-sure':
    '{account} becomes separate again. It takes along the check-ins, shifts and roles that came by it; the rest stays here.',
  'settings.unlinked-title': 'Your accounts are separate again',
  'settings.unlinked': 'Your accounts are separate again: {one} and {other}.',
  'settings.unlinked-own': 'Each keeps the check-ins and roles that came by it.',
  'settings.unlinked-not-you': 'If this was not you, tell whoever runs the programme.',

  // Admin: for coordinators
  'admin.title': 'Your programme',
  'admin.workspaces':
    '{count, plural, one {One workspace belongs to it:} other {{count, number} workspaces belong to it:}}',
  'admin.connect': 'Connect another workspace',
  'admin.code-how':
    'In the other workspace, a coordinator writes “admin” to me, presses “I have a code” and types it there.',
  'admin.code-warning':
    'Give it only to somebody who runs the programme of your own hospital. Coordinators of both workspaces then run both.',
  'admin.own': 'This workspace belongs to your programme already. Nothing has changed.',
  'admin.busy':
    'Somebody else is connecting workspaces at this very moment. Nothing has changed. Please try again in a minute.',
  'admin.confirm-title': 'Connect two workspaces',
  'admin.confirm': '{other} and this workspace become one programme.',
  'admin.confirm-run':
    'Coordinators of both run both. Both staff lists count, and your own help lines show in both.',
  'admin.confirm-people':
    'What people tell stays theirs: nobody else sees it, as before. People can link their accounts of both.',
  'admin.confirm-undo': 'Either side can undo it at any time, here under “Programme”.',
  'admin.confirm-yes': 'Connect them',
  'admin.connected-title': 'One programme now',
  'admin.connected':
    '{one} and {other} are one programme now. Coordinators of both run both, and the help lines of both show in both.',
  'admin.separate': 'Separate',
  'admin.separate-title': 'Separate this workspace?',
  'admin.separate-sure':
    '{workspace} becomes a programme of its own, with its people, their check-ins and their roles, its staff list and its groups. Linked accounts across both become separate again.',
  'admin.separated-title': 'Separate programmes again',
  'admin.separated': '{workspace} is a programme of its own again.',
  'admin.separated-kept':
    'Its people took their check-ins and roles along. Each side keeps the staff list and the groups that came by it. Your own help lines stay on both sides.',
  'admin.parted':
    'Your accounts are separate again, because {workspace} no longer belongs to the same programme.',
  // The programme's set-up: what waits, who does what, who changed what
  'admin.needs':
    '{count, plural, =0 {Nothing needs you today.} one {This needs you today:} other {These # things need you today:}}',
  'admin.set-up': 'Look at the set-up, or change it:',
  'admin.workspaces-title': 'Workspaces',
  'admin.lone': 'You are the only one who runs this programme. Name somebody who can stand in for you.',
  'admin.no-steward':
    'There is no steward yet: somebody who sees the set-up and its record, and changes nothing.',
  'admin.steward':
    'You see how the programme is set up, and who changed that. You change nothing here, and nobody’s answers are shown to you.',
  'admin.steward-on':
    '{count, plural, one {Switched on beside check-ins and help:} other {Switched on beside check-ins and help:}} {features}.',
  'admin.steward-none': 'It has check-ins and help, and nothing beside.',
  'staff.waits':
    'A staff list that you brought waits for your yes, where I showed you what would change. Without it I throw the list away after an hour.',
  'staff.needs-none': 'There is no staff list yet, so I do not know who works where.',
  'groups.needs': 'I could not look up who is in “{name}”. Those of the last time still count.',
  'lines.needs':
    '{count, plural, one {One help line was} other {# help lines were}} last checked more than 90 days ago.',

  'roles.title': 'People and roles',
  'roles.name': 'Name somebody',
  'roles.who': 'Who?',
  'roles.which': 'What do they do?',
  'roles.until': 'Until when?',
  'roles.until-help':
    'Only for somebody who stands in for a coordinator. The last day on which they do. Empty: until you take it away.',
  'roles.told': 'I tell them what it means, and that it was a coordinator who named them.',
  'roles.give': 'Name them',
  'roles.given': 'Done. They are told: {role}.',
  'roles.given-to': 'Done. {name} is told: {role}.',
  'roles.managed':
    'On the staff list they manage {count, plural, one {one person} other {# people}}. I never bring the two together for this.',
  'roles.unnamed': 'Somebody in {place}, whose name I was not told yet',
  'roles.until-day': '(until {at, date, day})',
  'roles.names': 'I keep a name only of those who have a role here, and only as long as they have it.',
  'roles.bot': 'That is not a person. Please choose somebody else.',
  'roles.guest': 'That is a guest of this workspace. Please choose somebody who works here.',
  'roles.leader':
    'Whoever leads a unit cannot run this programme as well: they must never see who takes part. Nothing has changed. Choose somebody else, or take the other role away first.',
  'roles.has': 'They do that already, or more. Nothing has changed.',
  'roles.until-deputy':
    'A last day is only for somebody who stands in for a coordinator. Please leave it empty.',
  'roles.until-over': 'This day is over already. Please choose today or a later day.',
  'admin.not-for-deputies':
    'Only a coordinator connects or separates workspaces, because that changes who runs the programme. Nothing has changed.',
  'roles.deputy-may-not':
    'Whoever stands in cannot name or remove coordinators, or those who stand in. Nothing has changed.',
  'roles.last': 'This is the only coordinator. Name another one first. Nothing has changed.',
  'roles.take': 'Take away',
  'roles.take-title': 'Take this role away?',
  'roles.take-sure': '{name} no longer is: {role}. I tell them.',
  'roles.yours': 'You have a role here now: {role}',
  'roles.yours-until': 'It ends by itself after {at, date, day}.',
  'roles.yours-how': 'A coordinator of your programme named you. If you do not want this, tell them.',
  'roles.over': 'A role of yours is over: {role}',
  'roles.over-how': 'Your check-ins and settings stay as they are.',

  'role.coordinator': 'coordinator',
  'role.coordinator-is': 'runs the programme',
  'role.coordinator-may':
    'You run this programme: staff list, groups, help lines, roles and what is switched on. You never see what people tell. Start with “admin”.',
  'role.deputy': 'deputy coordinator',
  'role.deputy-is': 'stands in for a coordinator',
  'role.deputy-may':
    'You stand in for a coordinator. You can do what they can, but you cannot name or remove coordinators, or connect workspaces. Start with “admin”.',
  'role.supporter': 'peer supporter',
  'role.supporter-is': 'a trained colleague who listens',
  'role.supporter-may':
    'You are a peer supporter. When this programme has talks with supporters, wishes for one reach you here.',
  'role.facilitator': 'facilitator',
  'role.facilitator-is': 'leads group sessions',
  'role.facilitator-may':
    'You are a facilitator. When this programme has group sessions, you set them up here.',
  'role.supervisor': 'supervisor',
  'role.supervisor-is': 'a professional who stands behind the supporters',
  'role.supervisor-may':
    'You are a supervisor. When this programme has talks with supporters, they can hand over to you, if the person agrees.',
  'role.moderator': 'moderator',
  'role.moderator-is': 'reads stories and questions before others do',
  'role.moderator-may':
    'You are a moderator. When this programme has a board, you read what people write before it is posted.',
  'role.steward': 'steward',
  'role.steward-is': 'looks after people’s interests, for staff or a works council',
  'role.steward-may':
    'You are a steward. With “admin” you see how the programme is set up and who changed that. You never see anybody’s answers.',
  'role.leader': 'leader',
  'role.leader-is': 'leads a unit or the hospital',
  'role.leader-may':
    'You lead a unit. When this programme has results for groups, you can read those. You never see anybody’s answers, nor who answered.',

  'record.title': 'Record',
  'record.what':
    'Who changed the set-up, newest first. It never says who answered anything. Two years are kept.',
  'record.none': 'Nobody has changed anything yet.',
  'record.older': 'Older',
  'record.nobody': 'somebody whose name I do not keep',
  'record.set-up': 'when I was installed or started',
  'record.installed': 'Installed: {place}',
  'record.unreadable': 'Something that this version of me cannot read',
  'record.role-given': '{about} was named: {role}',
  'record.role-taken': '{about} no longer is: {role}',
  'record.feature-on': 'Switched on: {feature}',
  'record.feature-off': 'Switched off: {feature}',
  'record.workspace-connected': 'Connected: {place}',
  'record.workspace-separated': 'Separated: {place}',
  'record.staff-taken': 'New staff list: {count, plural, one {# person} other {# people}}',
  'record.group-kept': 'New group: {group}',
  'record.group-removed': 'Group removed: {group}',
  'record.report-read': 'Report read: {month, date, month}',
  'record.checkins-planned': 'Check-ins planned for: {group}',
  'record.checkins-ended': 'Check-ins ended for: {group}',
  'record.line-added': 'Help line added: {line}',
  'record.line-removed': 'Help line removed: {line}',
  'record.line-checked': 'Help line checked: {line}',
  'record.countries-served': 'Help lines looked after: {countries}',
  'record.countries-none': 'No country’s help lines are looked after',

  // The staff list: for coordinators
  'staff.title': 'Staff list',
  'staff.none':
    'There is no staff list yet. With one I know who works where, as what, in which shifts, and who manages whom.',
  'staff.state': '{lines, plural, one {# person is} other {# people are}} on the list.',
  'staff.several':
    'Each workspace of your programme has a list of its own, and brings a new one in its place. Where both name somebody, the newer list counts.',
  'staff.when':
    'Last replaced on {at, date, day}, {at, time, clock}, {way, select, file {from a file} pasted {from pasted text} other {from the directory}}.',
  'staff.upload': 'Upload a list',
  'staff.paste': 'Paste a list',
  'staff.directory': 'Take it from the directory',
  'staff.no-address':
    'To take a file I need a web address that your browser can reach. Whoever runs this server sets it as PUBLIC_URL. Until then, paste a list here.',
  'staff.no-directory': 'This chat does not let me read its directory.',
  'staff.other-key':
    'The key of this server was changed after this list was read. Whoever is on it by e-mail is not found until you bring the list again.',
  'staff.privacy':
    'I store no names and no e-mail addresses: an e-mail address becomes a code that nobody can read without the key of this server.',
  'staff.link-how':
    'This page opens in your browser. The link is for you alone: it works for 15 minutes and brings one list.',
  'staff.link': 'Open the page',
  'staff.columns':
    'The first line names the columns: e-mail or account, unit, profession, manager, shift. They may stand in any order, in English or Spanish. Only e-mail or account is needed.',
  'staff.paste-list': 'The list, with a comma, semicolon or tab between the cells',
  'staff.check': 'Check',
  'staff.preview-title': 'Use this list?',
  'staff.preview': 'Nothing has changed yet. This is what I read:',
  'staff.preview-directory':
    'Nothing has changed yet. Whoever is on the list and not in the directory stays on it. Bots, guests and deactivated accounts are left out.',
  'staff.people': 'People',
  'staff.known': 'Known to me already',
  'staff.fresh': 'New on the list',
  'staff.changed': 'Changed',
  'staff.gone': 'No longer on the list',
  'staff.read-columns': 'Columns that I read',
  'staff.ignored': 'Columns that I left out',
  'staff.column':
    '{column, select, account {account} mail {e-mail} unit {unit} discipline {profession} manager {manager} other {shift}} (“{header}”)',
  'staff.units': 'Units',
  'staff.unit': '{unit}: {people, number}',
  'staff.no-unit': 'Without a unit: {people, number}',
  'staff.more-units': 'and {more, plural, one {# more unit} other {# more units}}',
  'staff.strange-managers':
    '{people, plural, one {# person has} other {# people have}} a manager who is not on the list. The first is in line {line, number}.',
  'staff.use': 'Use this list',
  'staff.dont-use': 'Do not use it',
  'staff.used': 'Done. {people, plural, one {# person is} other {# people are}} on the staff list now.',
  'staff.dropped': 'I threw it away. The staff list is as it was.',
  'staff.draft-gone':
    'This list is no longer here: it was used already, thrown away, or is older than an hour. “Staff list” shows what counts now.',
  'staff.overtaken':
    'Another list was put in place since I showed you this one, so the numbers no longer hold. Nothing has changed. Please bring your list again.',
  'staff.asked':
    'I am asking the directory. What it says comes to you by message, and nothing changes before you say yes.',
  'staff.not-taken':
    'I could not read the directory, so the staff list is as it was. Please try again later, or upload a list.',
  'staff.message': 'A staff list waits for your answer',
  'staff.wrong': 'This list cannot be used yet. Nothing has changed.',
  'staff.wrong-more': 'And {more, plural, one {# more} other {# more}} like these.',
  'staff.wrong-place': 'Line {line, number}, column {column, number} (“{header}”): {what}',
  'staff.wrong-empty': 'There is nothing in it.',
  'staff.wrong-not-text':
    'This is not a text file. In your spreadsheet, save it as CSV, and choose that file.',
  'staff.wrong-broken-letters': 'Its letters cannot be read. Save it again as CSV in UTF-8.',
  'staff.wrong-quotes': 'Line {line, number}: a quotation mark (") stands where none can, or one is missing.',
  'staff.wrong-unreadable':
    'Line {line, number}, column {column, number}: there is a character that cannot be kept.',
  'staff.wrong-header-only': 'There are column names, and nobody below them.',
  'staff.wrong-no-person-column':
    'No column says who somebody is. Name one “E-mail” or “Account” in the first line. I found: {found}.',
  'staff.wrong-twice-a-column': 'Two columns mean the same: “{first}” and “{second}”. Take one of them away.',
  'staff.wrong-too-many': 'It has {lines, number} lines. At most {most, number} fit.',
  'staff.wrong-cells':
    'Line {line, number} has {found, plural, one {# cell} other {# cells}}, and the first line has {wanted, number}.',
  'staff.wrong-nobody': 'nobody is named here. Write an e-mail address or an account.',
  'staff.wrong-mail': 'this is not an e-mail address.',
  'staff.wrong-account': 'this is not an account. An account is an id of the chat, without spaces.',
  'staff.wrong-manager': 'write the e-mail address or the account of the manager, not a name.',
  'staff.wrong-own-manager': 'nobody is their own manager.',
  'staff.wrong-too-long': 'this is longer than {most, number} characters.',
  'staff.wrong-twice': 'this person is in line {first, number} already.',
  'staff.page-file': 'Your file',
  'staff.page-file-help': 'CSV, at most 2 MB.',
  'staff.page-send': 'Check the file',
  'staff.page-other': 'Another file',
  'staff.page-no-file': 'Please choose a file first.',
  'staff.page-too-large':
    'This file is larger than 2 MB. Nothing has changed. Leave out columns that I do not read, and try again.',
  'staff.page-close': 'You can close this page and go back to the chat.',
  'staff.page-ended': 'This link no longer works',
  'staff.page-unknown': 'This link leads nowhere. Please ask for a new one in the chat.',
  'staff.page-expired': 'This link worked for 15 minutes. Please ask for a new one in the chat.',
  'staff.page-used': 'A list was brought by this link already. Please ask for a new one in the chat.',

  // Groups of people: for coordinators
  'groups.title': 'Groups of people',
  'groups.none':
    'There is no group yet. A group says whom I ask: the people of a channel, of a list, or of a unit.',
  'groups.people': '{people, plural, one {# person} other {# people}}',
  'groups.from-conversation': 'The people of a channel or team. I follow who comes and goes.',
  'groups.from-list': 'The people of a list of yours.',
  'groups.from-staff': 'From the staff list: {unit}{both, select, yes {, } other {}}{discipline}',
  'groups.followed': 'Looked up on {at, date, day}, {at, time, clock}.',
  'groups.unreachable':
    'I can no longer see who is there. I keep the people of the last time. Invite me there again, or remove this group.',
  'groups.failed':
    'The chat did not tell me lately who is there. I keep the people of the last time and go on asking.',
  'groups.show': 'Look closer',
  'groups.remove': 'Remove',
  'groups.remove-sure': 'I will no longer ask “{name}” as a group. The people and their answers stay.',
  'groups.more': 'Show more groups',
  'groups.make-here': 'Follow the people of this channel',
  'groups.make-list': 'From a list',
  'groups.make-staff': 'From the staff list',
  'groups.how-here':
    'To follow a channel or a team, type “/lamp audiences” there, or call me by name and write “audiences”. I answer you in private.',
  'groups.name': 'Name of the group',
  'groups.name-help': 'Coordinators see it, and whoever is asked may see it.',
  'groups.guests': 'Guests',
  'groups.guests-help': 'People whom your hospital lets into the chat as guests',
  'groups.guests-no': 'Leave them out',
  'groups.guests-yes': 'Ask them too',
  'groups.who': 'Who belongs to it',
  'groups.who-help': 'E-mail addresses or accounts, one a line or with commas',
  'groups.who-wrong': 'The {at, number}. of these is neither an e-mail address nor an account: “{word}”',
  'groups.unit': 'Unit',
  'groups.discipline': 'Profession',
  'groups.any': 'Any',
  'groups.which': 'Please choose a unit, a profession, or both.',
  'groups.no-staff-list': 'There is no staff list with units or professions yet. Bring one first.',
  'groups.count': 'Count',
  'groups.counting':
    'I am counting. The number comes to you by message, and nothing is kept before you say yes.',
  'groups.counted-message': 'A group waits for your answer',
  'groups.counted':
    '“{name}”: {people, plural, =0 {nobody would be asked.} one {# person would be asked.} other {# people would be asked.}}',
  'groups.asked':
    '“{name}”: {people, plural, =0 {nobody is asked.} one {# person is asked.} other {# people are asked.}}',
  'groups.left-out': 'Left out',
  'groups.bots': '{n, plural, one {# bot} other {# bots}}',
  'groups.left-guests': '{n, plural, one {# guest} other {# guests}}',
  'groups.strangers':
    '{n, plural, one {# person of another organisation} other {# people of other organisations}}',
  'groups.deactivated':
    '{n, plural, one {# account that was deactivated} other {# accounts that were deactivated}}',
  'groups.missing': '{n, plural, one {# that I did not find} other {# that I did not find}}',
  'groups.missing-why':
    'Whom I did not find may be mistyped, or has never written to me: not every chat lets me read its directory. Once you keep this group, I look again every hour.',
  'groups.left-nobody': 'nobody',
  'groups.once': 'Somebody with two accounts counts once.',
  'groups.keep': 'Keep this group',
  'groups.drop': 'Do not keep it',
  'groups.kept': 'Kept. “{name}” is a group now.',
  'groups.dropped': 'I threw it away. Nobody will be asked.',
  'groups.gone': 'This group is no longer here. Nothing has changed.',
  'groups.not-counted-message': 'I could not count a group',
  'groups.not-counted-unreachable':
    'I could not see who is in “{name}”, so I did not make that group. Invite me to the channel first, then try again.',
  'groups.not-counted-failed':
    'The chat did not tell me who is in “{name}”, so I did not make that group. Please try again later.',
  'groups.not-here':
    'I do not know which channel this is. Please type “/lamp audiences” in the channel, or call me by name there and write “audiences”.',

  // Planned check-ins: for coordinators
  'plan.title': 'Planned check-ins',
  'plan.what':
    'I ask the people of a group how they are. Only those who say yes are asked, and only they see what they answer.',
  'plan.none': 'There are none yet.',
  'plan.make': 'Plan a check-in',
  'plan.few': 'Fewer than 5 people have said yes so far.',
  'plan.about': 'At least {count, number} people have said yes.',
  'plan.missed':
    'On {day, date, day} Lamplight was not running when some of them were to be asked. For them that day went by.',
  'plan.timing': '{days}, at {at, time, clock} in each person’s own time',
  'plan.timing-shift':
    '{days}, at the start of each person’s shift; at {at, time, clock} for whoever told me no shifts',
  'plan.end': 'End it',
  'plan.end-sure': 'Nobody of “{group}” is asked any more. What people have answered stays theirs.',
  'plan.no-groups': 'First I need to know whom to ask. Make a group of people, then come back here.',
  'plan.group': 'Whom do I ask?',
  'plan.group-gone': 'This group is no longer here. Please choose another.',
  'plan.days': 'On which days?',
  'plan.no-days': 'Please choose at least one day.',
  'plan.starts': 'When on that day?',
  'plan.starts-time': 'At a time that I choose',
  'plan.starts-shift': 'When their shift starts',
  'plan.starts-shift-help': 'The end of a shift is theirs: only they can choose it.',
  'plan.at': 'At what time?',
  'plan.at-help':
    'In each person’s own time zone. I wait for the end of their quiet hours, and for sleep after a night shift.',
  'plan.questions': 'Questions beside “How are you?”, at most {most, number}',
  'plan.questions-help': 'Each is optional for whoever answers. You do not see the answers.',
  'plan.own': 'Or a question of your own',
  'plan.own-help': 'A sentence that people can agree with, more or less. It counts as one of the two.',
  'plan.too-many': 'Please choose at most {most, number} questions, your own among them.',
  'plan.preview': 'See what would happen',
  'plan.preview-title': 'Before anybody is asked',
  'plan.changed': 'The group has changed meanwhile. Nobody has been asked yet: please look again.',
  'plan.invited':
    '{invited, plural, =0 {Nobody is left to ask} one {# person is asked} other {# people are asked}} whether they want this.',
  'plan.invited-how':
    'Each of them gets one message. Who does not answer is not asked again, and gets no check-ins. Whoever joins the group later is asked too.',
  'plan.invited-by': 'The last of them has that message on {at, date, day} at about {at, time, clock}.',
  'plan.when-label': 'When',
  'plan.question': 'Question',
  'plan.first':
    'If all say yes, the first check-in comes on {day, date, day}, at {from, time, clock} their time.',
  'plan.first-between':
    'If all say yes, the first check-in comes on {day, date, day}, between {from, time, clock} and {until, time, clock} their time.',
  'plan.takes':
    'The chat takes so many messages only one after the other: the last comes about {minutes, number} minutes after its time.',
  'plan.not-reached':
    '{count, plural, one {# of them is} other {# of them are}} not asked on that day: quiet hours, a day off or a pause.',
  'plan.begin': 'Ask them',
  'plan.drop': 'Throw it away',
  'plan.begun':
    'It is on its way. {invited, plural, one {# person} other {# people}} of “{group}” can now say whether they want it.',
  'plan.dropped': 'I threw it away. Nobody was asked.',
  'plan.gone': 'This plan is no longer here. Nothing has changed.',
  'plan.ended': 'Ended. Nobody of “{group}” is asked by it any more.',
  'plan.holidays': 'Holidays',
  'plan.holidays-which': 'Days on which I ask nobody',
  'plan.holidays-help': 'Year, month, day: 2027-01-01. One a line.',
  'plan.holidays-what': 'Whoever told me their shifts and works on such a day is asked all the same.',
  'plan.holidays-wrong':
    '“{word}” is not a date as I read it. Please write year, month and day, like 2027-01-01.',
  'plan.holidays-kept':
    '{count, plural, =0 {There are no holidays now.} one {Kept: # holiday.} other {Kept: # holidays.}}',

  // Check-ins
  'mood.1': 'Struggling',
  'mood.2': 'Having a hard time',
  'mood.3': 'Getting by',
  'mood.4': 'Doing well',
  'mood.5': 'Feeling really good',
  'topic.workload': 'Workload',
  'topic.hard-case': 'A hard case',
  'topic.sleep': 'Sleep',
  'topic.conflict': 'Conflict at work',
  'topic.home': 'Home',
  'topic.something-good': 'Something good',
  'checkin.title': 'Check in',
  'checkin.how': 'How are you, right now?',
  'checkin.only-you':
    'I keep your answer locked, and show it to nobody else. The chat app carries what you press, and whoever runs this bot holds the key.',
  'checkin.changes': 'You answered at {time, time, clock}. If you send this, it changes that answer.',
  'checkin.keep': 'Keep it',
  'checkin.kept-title': 'Kept',
  'checkin.kept':
    'Thank you. Your answer is kept. It is all right not to be all right. The rest is up to you: add something, or press Done.',
  'checkin.topic': 'What is it about?',
  'checkin.note': 'A note to yourself',
  'checkin.note-help': 'I show it to nobody else. Please leave out what could show who a patient is.',
  'checkin.next': 'Next',
  'checkin.offers-title': 'Thank you',
  'checkin.offers': 'What would help now?',
  'checkin.offers-low': 'That sounds hard. You do not have to carry it alone.',
  'checkin.offers-well': 'Thank you for taking a moment for yourself.',
  'checkin.change': 'Change my answer',
  'checkin.nothing': 'Nothing now',
  'checkin.gone': 'This check-in is no longer here. Nothing has changed. You can check in again at any time.',
  'checkin.history': 'How I have been',
  'checkin.history-title': 'How I have been',
  'checkin.history-empty': 'There is nothing here yet. After your first check-in you will find it here.',
  'checkin.history-more': 'Show earlier ones',
  'checkin.history-yours': 'I show this to nobody else.',
  'checkin.trend': 'Your last {days, number} days',
  'checkin.trend-alt':
    'Your last {days, number} days: you checked in on {told, plural, one {# day} other {# days}}. Lowest: {lowest}. Highest: {highest}. Latest: {latest}.',
  'checkin.trend-lower': 'The later days were lower than the earlier ones.',
  'checkin.trend-same': 'The later days were much like the earlier ones.',
  'checkin.trend-higher': 'The later days were higher than the earlier ones.',
  'checkin.home': 'How are you, right now?',
  'checkin.home-text': 'It takes ten seconds. What you answer is yours: I show it to nobody else.',

  // Being asked by a plan
  'prompt.every-day': 'every day',
  'prompt.weekdays': 'Monday to Friday',
  'prompt.when': '{days}, at {at, time, clock} your time',
  'prompt.when-shift': '{days}, at the start of your shift, or at {at, time, clock} if you tell me no shifts',
  'prompt.yours': 'When I ask you',
  'question.rest': 'I could rest since my last shift.',
  'question.breaks': 'I could take a real break today.',
  'question.team': 'I can count on my team today.',
  'question.workload': 'My workload can be managed today.',
  'question.voice': 'I could say what troubled me.',
  'question.meaning': 'Something today felt worth doing.',
  'agree.1': 'Not at all',
  'agree.2': 'A little',
  'agree.3': 'Partly',
  'agree.4': 'Mostly',
  'agree.5': 'Completely',
  'invite.title': 'May I ask how you are, now and then?',
  'invite.what':
    'I am Lamplight, your programme’s bot for peer support. I would ask you: {when}. One tap answers.',
  'invite.yours': 'I show your answers to you alone. Nobody is told whether you say yes.',
  'invite.stop': 'You can skip, pause or stop at any time, with two taps.',
  'invite.yes': 'Yes, ask me',
  'invite.no': 'No, thanks',
  'invite.declined': 'All right, I will not ask. You can check in by yourself at any time.',
  'invite.joined': 'Good, I will ask you',
  'invite.joined-when': 'When: {when}.',
  'invite.first': 'The first time: {at, date, day}, {at, time, clock}.',
  'invite.hours': 'I keep to your quiet hours. In the settings you can tell me your shifts and days off.',
  'prompt.only-you': 'One tap is enough. I show it to you alone.',
  'prompt.again': 'I asked you before. This is the only time that I ask again.',
  'prompt.skip': 'Not today',
  'prompt.pause': 'Pause or stop',
  'prompt.thanks': 'Thank you. It is kept, for you alone.',
  'prompt.more': 'Add a word about it',
  'prompt.skipped': 'All right, not today.',
  'prompt.closed': 'This check-in has closed. You can check in by yourself at any time.',
  'prompt.answered': 'You have answered this one. Pressing it again changes nothing.',
  'prompt.ended': 'This has ended. I do not ask you by it any more.',
  'prompt.left': 'Stopped. I do not ask you by this any more. What you told me stays yours.',
  'prompt.paused': 'Paused. I ask you again from {at, date, day}.',
  'prompt.is-paused': 'Paused until {at, date, day}',
  'prompt.pause-until': 'Do not ask me until',
  'prompt.pause-do': 'Pause until then',
  'prompt.pause-when': 'Please choose a day after today, within a year.',
  'prompt.leave': 'Stop asking me',
  'prompt.shift-end': 'Ask me when my shift ends',
  'prompt.shift-end-not': 'No longer at the end of my shift',
  'prompt.shift-end-on': 'Good. From now on I ask you when your shift ends.',
  'prompt.shift-end-off': 'Good. I no longer wait for the end of your shift.',

  // How teams are doing
  'reports.about': 'Once a month, how groups of at least five are doing, of those who let their mood count.',
  'count.title': 'How teams are doing',
  'count.what':
    'Once a month I count how people are doing, of those who let their mood count. I tell it of {least, number} people or more only, in rough numbers.',
  'count.how':
    'Nobody is told whether you count, or what you told me. From your check-ins of a month I take one mood, the one in the middle.',
  'count.on': 'Your mood counts.',
  'count.off': 'Your mood does not count.',
  'count.changes':
    'What you choose here holds for this month and those after it. A month that is over does not change any more.',
  'count.me': 'Let my mood count',
  'count.stop': 'Do not count me',
  'reports.title': 'How teams are doing',
  'reports.of': 'How teams were doing, {month, date, month}',
  'reports.none': 'There is no report yet. The first one comes when a month is over.',
  'reports.too-few':
    'Fewer than {least, number} people let their mood count that month. So I show nothing: it would say too much about single people.',
  'reports.everybody': 'Everybody',
  'reports.size': '{least, number} to {most, number} people',
  'reports.size-open': '{least, number} people or more',
  'reports.about-share': 'about {share, number} %',
  'reports.at-most': '{share, number} % or fewer',
  'reports.at-least': '{share, number} % or more',
  'reports.band-hard': 'Struggling or having a hard time',
  'reports.band-middling': 'Getting by',
  'reports.band-well': 'Doing well or better',
  'reports.change-lower': 'fewer than the month before',
  'reports.change-same': 'much like the month before',
  'reports.change-higher': 'more than the month before',
  'reports.before': 'The month before',
  'reports.after': 'The month after',
  'reports.rules':
    'Only those who chose to count are in it. A group of fewer than {least, number} is not shown, and where it could be worked out, neither is the one beside it.',

  // Resources: short exercises
  'command.resources': 'Short exercises',
  'command.resources-hint': 'a minute to breathe, or to put a hard case down',
  'command.breathe': 'Breathe for a minute',
  'command.breathe-hint': 'slow breathing, step by step',
  'any.news': 'You said yes to news of the programme. To change that, write “settings” to me.',
  'resources.title': 'Short exercises',
  'resources.what':
    'Small things to do on your own, one step at a time. Each takes a few minutes at most, and you can stop at any step. They are no treatment, and they may not suit you.',
  'resources.not-kept':
    'I write down nowhere which exercise you open or finish. The chat app carries what you press.',
  'resources.at': 'Step {step, number} of {steps, number}',
  'resources.next': 'Next',
  'resources.stop': 'Stop',
  'resources.done': 'That was the last step. Thank you for taking the time.',
  'resources.stopped': 'Stopped. That is fine. You can begin again at any time, or not at all.',
  'resources.else': 'This is here as well:',
  'resources.home': 'A minute to breathe, or a few to put a hard case down before you go home.',
  'resources.about':
    'Guided exercises of a few minutes in the chat, for everybody: slow breathing, the senses, after a hard case, a rest for the body. I show nobody who uses them, you included.',
  'resources.new': 'New here: short exercises',
  'resources.new-how': 'Write “resources” to me when you want one, or “breathe” to begin at once.',
  'resources.breathing': 'Slow breathing',
  'resources.breathing-about': 'Slow breathing. About a minute, and you can do it anywhere.',
  'resources.breathing-1':
    'Sit or stand, as you like. Let your shoulders drop. If this does not feel right at any point, stop.',
  'resources.breathing-2': 'Breathe in through your nose while you slowly count to four.',
  'resources.breathing-3':
    'Breathe out while you count to six, as if you were cooling a spoon of soup. Do not push.',
  'resources.breathing-4': 'Four more times: in to four, out to six. Count in your head, at your own pace.',
  'resources.breathing-5':
    'Now let your breath come and go as it likes. How are you? Whatever the answer is, it may be so.',
  'resources.senses': 'What is around you',
  'resources.senses-about':
    'What you see, feel, hear and smell. A few minutes, for when your head is somewhere else.',
  'resources.senses-1':
    'Look around. Find five things that you can see, and name each in your head: a door, a pen, a light.',
  'resources.senses-2':
    'Find four things that you can feel: your sleeve, the chair, your feet in your shoes.',
  'resources.senses-3': 'Listen. Find three sounds, near or far.',
  'resources.senses-4':
    'Find something that you can smell. If there is nothing, think of a smell that you like.',
  'resources.senses-5': 'Say in your head where you are and what day it is. Then go on when you like.',
  'resources.hard-case': 'After a hard case',
  'resources.hard-case-about':
    'After a hard case: a few minutes to put it down before you go home. Do it once your work is handed over.',
  'resources.hard-case-1':
    'Find a place where nobody needs you for some minutes. Something hard happened, and you were there.',
  'resources.hard-case-2': 'Say in your head what it was, in one sentence. You do not have to write it down.',
  'resources.hard-case-3':
    'Think of one thing that you did for somebody there, however small: a hand held, a call made, a door closed.',
  'resources.hard-case-4': 'Is anything still to be done? Tell whoever does it now. Then it is with them.',
  'resources.hard-case-5':
    'Wash your hands, or take off your badge. While you do it, say to yourself: that is enough for today.',
  'resources.hard-case-6':
    'Go home as you are. It may come along, and that is all right. If it stays with you, tell somebody whom you trust.',
  'resources.rest': 'A rest for the body',
  'resources.rest-about': 'A short rest for the body. About two minutes, between two patients.',
  'resources.rest-1':
    'Stand or sit with both feet flat and let your arms hang. Move only as far as nothing hurts.',
  'resources.rest-2':
    'Lift your shoulders to your ears as you breathe in, and let them fall as you breathe out. Three times.',
  'resources.rest-3': 'Loosen your jaw. Let your eyes rest on something far away.',
  'resources.rest-4': 'Make two fists, count to five, and open your hands. Shake them out.',
  'resources.rest-5': 'Drink some water if there is any near you. Then go on when you are ready.',

  // What the programme has: for coordinators
  'features.title': 'What this programme has',
  'features.always':
    'Every programme has these from the start: {features}. The rest is hidden until you switch it on.',
  'features.on': 'on',
  'features.off': 'off',
  'features.switch-on': 'Switch on',
  'features.switch-off': 'Switch off',
  'features.on-title': 'Switch it on?',
  'features.on-first':
    '{readers, plural, =0 {Nobody has said yes to news, so I tell nobody.} one {I tell # person of it, once: whoever has said yes to news.} other {I tell {readers, number} people of it, once: all who have said yes to news.}} The others find it under “help”.',
  'features.on-again':
    'It was on before. Whoever has heard of it is not told again. Everybody finds it under “help”.',
  'features.off-title': 'Switch it off?',
  'features.off-sure':
    'Nobody can open it any more, and its old buttons say so. I tell nobody. Nothing is lost, and you can switch it on again.',
  'features.switched-on-first':
    '“{feature}” is on. {readers, plural, =0 {Nobody has said yes to news, so nobody is told.} one {# person is told, outside of their quiet hours.} other {{readers, number} people are told, each outside of their quiet hours.}}',
  'features.switched-on-again': '“{feature}” is on again. Whoever has heard of it is not told again.',
  'features.switched-off': '“{feature}” is off. Nobody is told, and nothing is lost.',
  'features.unknown': 'There is no such thing here any more. Nothing has changed.',

  // Installing in Slack: pages for whoever does it
  'install.done-title': 'Lamplight is installed',
  'install.done': 'Lamplight is installed in {workspace}. Open it in Slack, under Apps.',
  'install.done-whole':
    'Lamplight is installed for {workspace}. An administrator still has to add it to the workspaces there. Then open it in Slack, under Apps.',
  'install.who-runs':
    'Whoever installs Lamplight first runs the programme there, as its coordinator. Installing it again changes nothing about that.',
  'install.not-done-title': 'Lamplight was not installed',
  'install.denied':
    'You, or the rules of your workspace, did not allow it. Nothing was kept. If you may not install apps, ask an administrator of your workspace.',
  'install.too-old':
    'This took longer than ten minutes, so it no longer counts. Nothing was kept. Please begin again.',
  'install.used':
    'This page was opened before, or nothing was begun here. This time nothing was kept. If it went well the first time, Lamplight is installed. If not, please begin again.',
  'install.other-browser':
    'This was begun in another browser. Nothing was kept. Please begin again in this one, and let it keep cookies of this page.',
  'install.slack-refused':
    'Slack did not confirm it. Nothing was kept. Please begin again. If it happens again, ask whoever runs this server to look into its log.',
  'install.slack-silent': 'Slack did not answer. Nothing was kept. Please begin again in a minute.',
  'install.not-looked-up':
    'I cannot reach what I need for this just now. Nothing was kept. Please begin again in a few minutes.',
  'install.not-saved':
    'Slack allowed it, but I could not save it. As far as I can tell, nothing was kept. Please begin again in a few minutes. Doing it twice does no harm.',
  'install.not-begun':
    'I cannot begin just now. Nothing has happened, here or in Slack. Please try again in a few minutes.',
  'install.again': 'Begin again',

  // Help lines: what each line is for (features/help/lines.ts)
  'line.us-988.about': 'For anyone in a crisis, in deep distress or worried about somebody. Free.',
  'line.us-988-es.about': 'The same service in Spanish: call and press 2, or text AYUDA.',
  'line.us-crisis-text-line.about': 'By text, about any kind of crisis. Text AYUDA to write in Spanish.',
  'line.us-physician-support-line.about':
    'Psychiatrists listen to doctors and medical students, as volunteers. Free. You need no appointment.',
  'line.ca-988.about':
    'For anyone thinking about suicide or worried about somebody. Free, in English or French.',
  'line.ca-quebec.about': 'For people in Quebec who think about suicide, and for those close to them.',
  'line.gb-samaritans.about': 'About anything that is hard for you. Free from any phone.',
  'line.gb-shout.about': 'By text, for anyone who finds it hard to cope. Free.',
  'line.gb-nhs-111.about':
    'Urgent mental health help in England, Scotland and Wales. Choose the mental health option.',
  'line.gb-lifeline-ni.about': 'For people in Northern Ireland in distress or despair. Free.',
  'line.gb-bma.about':
    'Counselling and peer support for doctors and medical students. Not an emergency service.',
  'line.ie-samaritans.about': 'About anything that is hard for you. Free from any phone.',
  'line.ie-text-about-it.about': 'By text, about anything, big or small. Free.',
  'line.au-lifeline.about': 'For anyone in a crisis or in deep distress.',
  'line.au-nurse-midwife-support.about':
    'For nurses, midwives and students of both. Free, and you need not give your name.',
  'line.au-drs4drs.about': 'Counsellors and psychologists for doctors and medical students. Free.',
  'line.nz-1737.about': 'Talk or text with a trained counsellor. Free.',
  'line.nz-lifeline.about':
    'For anyone who is having a hard time. Closed from midnight to 7 am; 1737 is open then.',
  'line.mx-linea-de-la-vida.about':
    'For people in a crisis, with thoughts of suicide or an addiction, or worried about somebody. Free.',
  'line.mx-saptel.about': 'Emotional support by phone.',
  'line.es-024.about': 'For anyone thinking about suicide, and for those close to them. Free.',
  'line.es-telefono-de-la-esperanza.about': 'For anyone in a hard moment who needs somebody to listen.',
  'line.find-a-helpline.about': 'Helplines by country and topic.',
  'line.befrienders.about': 'Centres around the world that listen.',
  'line.fallback.about': 'These directories can help you find a line where you are.',
} as const;
