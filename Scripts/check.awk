# The rules of Scripts/check.sh about the contents of Swift files. Needs `table` and `longest`.

BEGIN {
    count = split(table, rows, "\n")
    for (i = 1; i <= count; i++) {
        fields = split(rows[i], words, " ")
        for (j = 2; j <= fields; j++) allow(words[1], words[j])
        if (fields) known[words[1]] = 1
    }
}

# A row may name an earlier row, whose modules it then has too.
function allow(target, word,    names, n, i) {
    if (word ~ /^@/) {
        n = split(allowed[substr(word, 2)], names, " ")
        for (i = 1; i <= n; i++) allow(target, names[i])
    } else {
        allowed[target] = allowed[target] " " word
    }
}

function may_import(target, module,    names, n, i, verdict) {
    n = split(allowed[target], names, " ")
    for (i = 1; i <= n; i++) {
        if (names[i] == "!" module) return 0
        if (names[i] == module || names[i] == "*") verdict = 1
        if (names[i] ~ /.\*$/ && index(module, substr(names[i], 1, length(names[i]) - 1)) == 1) verdict = 1
    }
    return verdict
}

function offence(text) {
    print FILENAME ":" FNR ": " text
}

FNR == 1 {
    split(FILENAME, path, "/")
    target = path[2]
    is_text = 0
}

FNR == longest + 1 { offence("the file has more than " longest " lines; give each of its subjects a file") }

{
    # Words in a comment, and lines of a text, import nothing and calculate nothing.
    code = $0
    sub(/\/\/.*/, "", code)
    was_text = is_text
    if (gsub(/"""/, "", code) % 2) is_text = !is_text
    if (was_text) code = ""
}

# `import`, behind any attributes and an access level, and before any kind of a single declaration.
known[target] && code ~ /^[ \t]*((@[A-Za-z_]+(\([^)]*\))?|public|package|internal|fileprivate|private)[ \t]+)*import[ \t]/ {
    module = code
    sub(/^.*import[ \t]+/, "", module)
    sub(/^(struct|class|enum|protocol|typealias|func|let|var|actor)[ \t]+/, "", module)
    sub(/[^A-Za-z0-9_].*/, "", module)
    if (!may_import(target, module))
        offence(target " must not import " module "; move the code, or change the table in Scripts/check.sh with a reason")
}

# The core decides about money: no fractions that round by themselves, and no clock or calendar of the machine.
target == "PanelCore" && (" " code " ") ~ /[^A-Za-z0-9_](Double|Float|Date)[^A-Za-z0-9_]/ {
    offence("PanelCore must not use Double, Float or Date; use Money, an Int64 or Timestamp")
}
