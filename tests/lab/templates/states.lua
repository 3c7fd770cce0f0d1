-- What this directory says of accounts that are not simply there: one line an account, name and state.
local states = {}

function script_init(args)
  for line in io.lines(args["file"]) do
    local name, state = line:match("^(%S+) (%S+)$")
    if name then states[name] = state end
  end
  return 0
end

function auth_passdb_lookup(req)
  local state = states[req.user]
  if state == "disabled" then
    return dovecot.auth.PASSDB_RESULT_USER_DISABLED, "user disabled"
  elseif state == "expired" then
    return dovecot.auth.PASSDB_RESULT_PASS_EXPIRED, "password expired"
  elseif state == "backend-down" then
    return dovecot.auth.PASSDB_RESULT_INTERNAL_FAILURE, "directory does not answer"
  end
  return dovecot.auth.PASSDB_RESULT_NEXT, "another one knows"
end
