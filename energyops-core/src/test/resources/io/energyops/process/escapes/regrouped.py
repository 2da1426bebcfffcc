def other_group():
    os.setpgid(0, 0)
    beat("group")


def other_session():
    os.setsid()
    child(other_group_again)
    os._exit(0)


def other_group_again():
    os.setpgid(0, 0)
    beat("escaped")


child(other_group)
child(other_session)
beat("program")
